// Walkthroughs of container groups that need no real container, each in English and in Chinese.
import { order, row, signIn } from "../support/actions.ts";
import { confirmUnsubscribe, fillBasics, fillImage, finishOrder, openOrder, toOtherSettings } from "../support/order.ts";
import { expect, open, test } from "../support/test.ts";
import { LANGUAGES, LOCALES } from "../support/words.ts";

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ locale: LOCALES[language] });

    // Its third step, a group that stops only after its command, needs the hooks of ECI-54, which are not built.
    test("W-25: a group is unsubscribed on a page of its own and leaves the list", async ({ page, say }) => {
      const name = `w25-${language}`;
      await signIn(page, "/", say);
      await order(page, { name, images: [["nginx", "latest"]] });
      await open(page, `/containers/groups?q=${name}`);
      const made = row(page, name);
      await expect(made).toContainText(say("kinds", "state-running"), { timeout: 20_000 });
      await made.getByRole("link", { name: say("containers", "unsubscribe") }).click();
      const main = page.getByRole("main");
      await expect(main).toContainText(name);
      for (const [fate, given] of [
        ["fate-containers", { names: "container-1" }],
        ["fate-files", {}],
        ["fate-logs", {}],
        ["fate-quota", { vcpu: 1, gib: 2 }],
      ] as const) {
        await expect(main.getByText(say("containers", fate, given))).toBeVisible();
      }

      await page.getByRole("button", { name: say("containers", "confirm-unsubscribe") }).click();
      const notice = page.getByRole("dialog", { name: say("ui", "notice") });
      await expect(notice).toContainText(say("containers", "unsubscribe-one-question", { name }));
      await notice.getByRole("button", { name: say("ui", "cancel") }).click();
      await expect(notice).toBeHidden();
      await confirmUnsubscribe(page, say);
      await expect(page.getByText(say("containers", "unsubscribed-groups", { groups: name }))).toBeVisible();
      await expect(row(page, name)).toHaveCount(0, { timeout: 20_000 });
    });

    test("W-28: tags are unique by key and case, limited, and mark the group in the list", async ({ page, say }) => {
      const name = `w28-${language}`;
      await signIn(page, "/", say);
      await openOrder(page, say);
      await fillBasics(page, say, name);
      await fillImage(page, say, ["nginx", "latest"]);
      await toOtherSettings(page, say);
      const key = page.getByLabel(say("containers", "tag-key"));
      const value = page.getByLabel(say("containers", "tag-value"));
      const tags = page.getByRole("group", { name: say("containers", "tags") });
      const set = (count: number) => expect(page.getByText(say("containers", "tags-set", { count, left: 20 - count }))).toBeVisible();
      const add = async (one: string, other: string) => {
        await key.fill(one);
        await value.fill(other);
        await page.getByRole("button", { name: say("ui", "add"), exact: true }).click();
      };
      await set(0);
      await add("MODE", "prod");
      await set(1);
      await expect(tags.getByText(say("ui", "added"))).toBeVisible();
      await expect(tags.getByText("MODE:prod")).toBeVisible();

      await add("MODE", "other");
      await expect(tags.getByRole("alert")).toHaveText(say("containers", "tag-key-twice", { key: "MODE" }));
      await expect(key).toHaveAttribute("aria-invalid", "true");
      await set(1);
      await add("mode", "prod");
      await set(2);

      await add("k".repeat(64), "");
      await expect(tags.getByText("64/63")).toBeVisible();
      await expect(key).toHaveAttribute("aria-invalid", "true");
      await set(2);
      await add("empty", "");
      await expect(tags.getByText("empty", { exact: true })).toBeVisible();
      for (let count = 4; count <= 20; count++) {
        await add(`key-${count}`, "x");
        await set(count);
      }
      await add("one-more", "x");
      await expect(tags.getByRole("alert")).toHaveText(say("containers", "tags-full", { most: 20 }));
      await set(20);

      await finishOrder(page, say, name);
      for (const tag of ["MODE:prod", "mode:prod"]) await expect(row(page, name)).toContainText(tag);
    });
  });
}

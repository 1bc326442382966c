// Walkthroughs with real containers, each in English and in Chinese: from an instance that is bought to the one that appears by itself
// (W-01), and what a container group is reached by (W-07, W-09, W-37).
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { type Page } from "@playwright/test";
import { call, openGroup, order, reaches, row, sampleImage, signIn, tab } from "../support/actions.ts";
import { makeImage, push } from "../support/image.ts";
import { choices, fillBasics, fillImage, finishOrder, openDetails, openOrder, toOtherSettings, unsubscribe } from "../support/order.ts";
import { ask, LOGIN, setLogin } from "../support/registry.ts";
import { createScaling, runsPushed } from "../support/scaling.ts";
import { expect, fetchPage, open, test } from "../support/test.ts";
import { agreement, LANGUAGES, LOCALES, type Say } from "../support/words.ts";

/** What the sample's page says. */
const SAMPLE = "It runs.";

/** Asks an address from a group of its own, waits for what that heard, and gives the group up. */
async function hears(page: Page, say: Say, from: { name: string; place?: object }, url: string, words: string) {
  const [address, version] = await sampleImage(page);
  const id = await order(page, {
    ...from,
    images: [[address, version]],
    restartPolicy: "Never",
    atOnce: true,
    container: { command: "/bin/sh", arguments: ["-c", `/bin/busybox timeout 3 /bin/busybox wget -qO- ${url} || echo nobody`] },
  });
  await openGroup(page, id);
  await reaches(page, say("kinds", "state-succeeded"));
  await tab(page, say("containers", "logs")).click();
  await expect(page.getByRole("log").getByText(words).first()).toBeVisible();
  await unsubscribe(page, say, id);
}

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ locale: LOCALES[language] });

    // Parts D and G need pipelines, which are not built: the image is pushed as people push it.
    test("W-01: an instance is bought and opened, an image pushed, and a scaling group runs it", async ({ page, server, say }) => {
      test.setTimeout(180_000);
      const instance = `eci-autoscaling-${language}`;
      const scaling = `eci_scaling_group_${language}`;
      await signIn(page, "/", say);
      await setLogin(page);
      const products = page.getByRole("navigation", { name: say("console", "products"), exact: true });
      const side = page.locator("#sidenav");
      const main = page.getByRole("main");
      const heading = (name: string) => expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
      const press = (name: string) => main.getByRole("button", { name, exact: true }).click();

      await test.step("A: the instance is bought", async () => {
        await products.getByRole("link", { name: say("kinds", "product-registry") }).click();
        await heading(say("registry", "instance-list"));
        await page.getByRole("link", { name: say("console", "create-enterprise-instance") }).first().click();
        await heading(say("kinds", "product-registry"));
        await page.getByRole("button", { name: say("console", "region-named", { region: "local" }) }).click();
        await page.getByRole("link", { name: /^local/ }).click();
        await expect(page).toHaveURL(/region=local/);

        const kind = page.getByLabel(say("registry", "instance-type"));
        await expect(kind.locator("option:checked")).toHaveText(say("kinds", "basic-edition"));
        const name = page.getByLabel(say("registry", "instance-name"));
        await name.fill("Eci");
        await press(say("registry", "buy-now"));
        await expect(name).toHaveAttribute("aria-invalid", "true");
        await name.fill(instance);
        const months = [1, 2, 3, 6].map((count) => say("kinds", "months", { count }));
        const years = [1, 2, 3, 4, 5].map((count) => say("kinds", "years", { count }));
        const duration = page.getByLabel(say("registry", "subscription-duration"));
        await expect(duration.getByRole("option")).toHaveText([...months, ...years]);
        await duration.selectOption({ label: say("kinds", "months", { count: 1 }) });
        await press(say("registry", "buy-now"));

        await heading(say("billing", "confirm-order"));
        await expect(main).toContainText(instance);
        await press(say("billing", "pay"));
        await expect(page.getByText(say("messages/containers", "not-agreed"))).toBeVisible();
        await page.getByRole("checkbox", { name: agreement(say) }).check();
        await press(say("billing", "pay"));

        await heading(say("billing", "payment"));
        await expect(main).toContainText("1.00");
        await expect(main).toContainText(/ CNY/);
        await press(say("billing", "complete-payment"));
        await heading(say("registry", "instance-list"));
        await expect(row(page, instance)).toContainText(say("kinds", "basic-edition"));
      });

      await test.step("B: it gets a repository", async () => {
        await row(page, instance).getByRole("link", { name: instance }).click();
        await heading(instance);
        await expect(side.getByRole("heading", { name: say("console", "repository-management") })).toBeVisible();
        await side.getByRole("link", { name: say("console", "image-repositories") }).click();
        await page.getByRole("link", { name: say("registry", "create-image-repository") }).first().click();
        await press(say("registry", "create-namespace"));
        const naming = page.getByRole("dialog", { name: say("registry", "create-namespace") });
        await naming.getByRole("textbox", { name: say("console", "namespace") }).fill("x-eci");
        await naming.getByRole("button", { name: say("ui", "ok") }).click();
        await expect(naming).toBeHidden();
        const name = page.getByLabel(say("registry", "repository-name"));
        for (const unfit of ["Web", "w", "w".repeat(121)]) {
          await name.fill(unfit);
          await press(say("registry", "next"));
          await expect(name, unfit).toHaveAttribute("aria-invalid", "true");
        }
        await name.fill("web");
        await page.getByLabel(say("registry", "repository-type")).selectOption({ label: say("kinds", "repository-private") });
        await page.getByLabel(say("registry", "summary")).fill("test");
        await press(say("registry", "next"));
        const source = page.getByLabel(say("registry", "code-source"));
        await expect(source.locator("option:checked")).toHaveText(say("registry", "local-repository"));
        await press(say("registry", "create-image-repository"));
        await heading("x-eci/web");
        await side.getByRole("link", { name: say("console", "image-repositories") }).click();
        await expect(row(page, "web")).toContainText(say("kinds", "repository-private"));
      });

      const layout = makeImage(`Hello from the walkthrough in ${language}`);
      const image = `${new URL(server.url).host}/${instance}/x-eci/web`;
      await test.step("C: the public network is let in", async () => {
        // Until the entry is on, nobody comes in; with it, the default rule; without the rule, everybody with a password.
        const tags = `/v2/${instance}/x-eci/web/tags/list`;
        expect(() => push(layout, `${image}:1`, "admin", LOGIN)).toThrow(/denied|403 \(Forbidden\)/);
        expect(await ask(server, tags, "127.0.0.1")).toBe(403);
        await side.getByRole("link", { name: say("console", "overview") }).click();
        await expect(tab(page, say("registry", "basic-information"))).toHaveAttribute("aria-current");
        await page.getByRole("link", { name: say("registry", "enable-entry"), exact: true }).click();
        await heading(say("console", "access-control"));
        await tab(page, say("registry", "public-network")).click();
        await page.getByRole("switch", { name: new RegExp(say("registry", "access-entry")) }).check();
        await press(say("ui", "ok"));
        const rule = row(page, "127.0.0.1/32");
        await expect(rule).toContainText(say("registry", "default-rule"));
        expect(await ask(server, tags, "127.0.0.1")).toBe(200);
        expect(await ask(server, tags, "127.0.0.2")).toBe(403);

        await rule.getByRole("button", { name: say("registry", "delete") }).click();
        await page.getByRole("dialog", { name: say("ui", "notice") }).getByRole("button", { name: say("ui", "ok") }).click();
        await expect(rule).toHaveCount(0);
        expect(await ask(server, tags, "127.0.0.2")).toBe(200);
        expect(await ask(server, tags, "127.0.0.2", "Not-the-password-1")).toBe(401);
        push(layout, `${image}:1`, "admin", LOGIN);
        rmSync(dirname(layout), { recursive: true });
        await side.getByRole("link", { name: say("console", "image-repositories") }).click();
        await row(page, "web").getByRole("link", { name: say("registry", "manage") }).click();
        await tab(page, say("registry", "image-versions")).click();
        await expect(row(page, "sha256:")).toContainText("1");
      });

      await test.step("E: a scaling group of one or two", () => createScaling(page, say, scaling));
      await test.step("F: its configuration runs the pushed image", () => runsPushed(page, say, `${instance}/x-eci/web`));

      await test.step("the instance serves what was pushed", async () => {
        await tab(page, say("scaling", "scaling-activities")).click();
        const scaledOut = row(page, say("kinds", "activity-scale-out"));
        await expect(scaledOut).toContainText(say("kinds", "activity-successful"), { timeout: 20_000 });
        await scaledOut.getByRole("button", { name: say("scaling", "log"), exact: true }).click();
        const log = page.getByRole("dialog", { name: say("scaling", "log-of-activity") });
        await expect(log.getByRole("listitem").first()).toBeVisible();
        await page.keyboard.press("Escape");

        await tab(page, new RegExp(`^${say("scaling", "instances")} ?1$`)).click();
        const instances = page.getByRole("table", { name: new RegExp(`^${say("scaling", "instances")}`) });
        const running = instances.getByRole("row").filter({ hasText: say("kinds", "state-running") });
        await running.getByRole("link").first().click();
        await page.waitForURL(/\/containers\/groups\//);
        const id = new URL(page.url()).pathname.split("/").at(-1);
        const { row: group } = await call(page, "container_group_view", { id });
        await expect
          .poll(() => fetchPage(`http://${group.private_ip}/`), { timeout: 20_000 })
          .toBe(`Hello from the walkthrough in ${language}`);
      });
    });

    // The image is the sample's, which is here: others are pushed first.
    test("W-07: a group is ordered page by page, runs, and answers in its VPC", async ({ page, say }) => {
      test.setTimeout(120_000);
      const name = `w07-${language}`;
      await signIn(page, "/", say);
      const image = await sampleImage(page);
      await openOrder(page, say);
      const field = page.getByLabel(say("containers", "instance-name"));
      await expect(field).toHaveValue(/^eci-[a-z0-9]{6}$/);
      await expect(choices(page, say("containers", "billing-mode"))).toHaveCount(1);
      for (const unfit of ["Upper", "under_score"]) {
        await field.fill(unfit);
        await field.blur();
        await expect(field, unfit).toHaveAttribute("aria-invalid", "true");
      }
      await fillBasics(page, say, name);

      await expect(page.getByLabel(say("containers", "container-name"))).toHaveValue("container-1");
      await fillImage(page, say, image);
      const pull = choices(page, say("containers", "image-pull-policy"));
      await expect(pull).toHaveCount(2);
      await expect(pull.first()).toBeChecked();
      await expect(page.getByRole("group", { name: say("containers", "image-pull-policy") })).toContainText(say("kinds", "pull-always"));
      await expect(page.getByLabel(say("containers", "startup-command"))).toHaveValue("");
      await expect(page.getByLabel(say("containers", "working-directory"))).toHaveValue("");
      await page.getByRole("switch", { name: new RegExp(say("containers", "advanced-settings")) }).check();
      await page.getByLabel(say("containers", "port"), { exact: true }).fill("80");
      await expect(page.getByLabel(say("containers", "protocol"), { exact: true })).toHaveValue("TCP");
      await page.getByRole("button", { name: say("containers", "add-port") }).click();
      await expect(page.getByRole("main").getByText("80 TCP").first()).toBeVisible();

      await toOtherSettings(page, say);
      await expect(choices(page, say("containers", "eip")).and(page.locator(":checked"))).toHaveCount(0);
      await page.getByLabel(say("containers", "tag-key")).fill("Group");
      await page.getByLabel(say("containers", "tag-value")).fill("Web");
      await page.getByRole("button", { name: say("ui", "add"), exact: true }).click();
      await page.getByRole("button", { name: say("containers", "confirm-order") }).click();
      await page.getByRole("button", { name: say("containers", "submit-order") }).click();
      await expect(page.getByText(say("messages/containers", "not-agreed"))).toBeVisible();
      await page.getByRole("button", { name: say("containers", "previous") }).click();
      await finishOrder(page, say, name);

      const made = row(page, name);
      await expect(made).toContainText(say("kinds", "state-running"), { timeout: 30_000 });
      await expect(made).toContainText("1vCPU 2GiB");
      await expect(made).toContainText(`(${say("containers", "internal")})`);
      await expect(made).not.toContainText(`(${say("containers", "elastic")})`);
      await expect(made).toContainText("Group:Web");

      const id = await openDetails(page, say, name);
      const { row: group } = await call(page, "container_group_view", { id });
      await hears(page, say, { name: `w07-visitor-${language}` }, `http://${group.private_ip}:80/`, SAMPLE);
      await unsubscribe(page, say, id);
    });

    test("W-09: an EIP that was there, one made with the order, and none", async ({ page, say }) => {
      test.setTimeout(120_000);
      await signIn(page, "/", say);
      const image = await sampleImage(page);
      const main = page.getByRole("main");
      const begin = async (name: string) => {
        await openOrder(page, say);
        await fillBasics(page, say, name);
        await fillImage(page, say, image);
        await toOtherSettings(page, say);
      };
      /** The public address of a group of the list, and that the sample answers there. */
      const answers = async (name: string) => {
        const made = row(page, name);
        await expect(made).toContainText(say("kinds", "state-running"), { timeout: 30_000 });
        await expect(made).toContainText(`(${say("containers", "internal")})`);
        await expect(made).toContainText(`(${say("containers", "elastic")})`);
        const eip = /127\.\d+\.\d+\.\d+/.exec((await made.textContent()) ?? "")?.[0] ?? "";
        await expect.poll(() => fetchPage(`http://${eip}:80/`), { timeout: 20_000 }).toContain(SAMPLE);
        return eip;
      };
      const [held, auto, none] = ["held", "auto", "none"].map((kind) => `w09-${kind}-${language}`) as [string, string, string];

      await begin(held);
      await page.getByText(say("containers", "eip-existing"), { exact: true }).click();
      await main.getByRole("link", { name: say("network", "create-eip") }).click();
      const beside = page.getByRole("dialog", { name: say("network", "create-eip") });
      await beside.getByLabel(say("network", "eip-name")).fill(`of-${held}`);
      await beside.getByRole("button", { name: say("network", "create-eip") }).click();
      await expect(beside).toBeHidden();
      const existing = page.getByLabel(say("containers", "existing-eip"));
      await expect(existing.locator("option:checked")).toContainText(`of-${held}`);
      // One that was made elsewhere meanwhile is there after a reload of the list.
      const other = await call(page, "eip_create", { form: { region: "local", name: `other-${held}`, bandwidth_mbps: 3 } });
      await page.getByRole("button", { name: say("containers", "load-eips") }).click();
      await expect(existing.getByRole("option", { name: `other-${held}` })).toBeAttached();
      await call(page, "eip_release", { id: other });
      await finishOrder(page, say, held);
      const first = await answers(held);

      await begin(auto);
      await page.getByText(say("containers", "eip-auto"), { exact: true }).click();
      const slider = page.getByRole("slider", { name: say("containers", "bandwidth") });
      await expect(slider).toHaveValue("1");
      await expect(slider).toHaveAttribute("min", "1");
      await expect(slider).toHaveAttribute("max", "200");
      await finishOrder(page, say, auto);
      const second = await answers(auto);
      expect(second).not.toBe(first);
      await open(page, "/network/eips");
      await expect(row(page, second)).toContainText(say("network", "bound"));
      await expect(row(page, second).getByRole("link", { name: auto })).toBeVisible();

      await begin(none);
      await page.getByText(say("containers", "eip-auto"), { exact: true }).click();
      await page.getByRole("button", { name: say("containers", "cancel-selection") }).click();
      await expect(slider).toHaveCount(0);
      await finishOrder(page, say, none);
      await expect(row(page, none)).toContainText(say("kinds", "state-running"), { timeout: 30_000 });
      await expect(row(page, none)).toContainText(`(${say("containers", "internal")})`);
      await expect(row(page, none)).not.toContainText(`(${say("containers", "elastic")})`);

      for (const name of [held, auto, none]) {
        await unsubscribe(page, say, await openDetails(page, say, name));
        await expect(row(page, name)).toHaveCount(0, { timeout: 30_000 });
      }
      // The one was held and is kept; the other came with its group and goes with it.
      await open(page, "/network/eips");
      await expect(row(page, first)).toContainText(say("network", "not-bound"));
      await expect(page.getByText(second)).toHaveCount(0);
    });

    // Its third step, an edit that leaves the security group alone, needs the edit of ECI-56, which is not built.
    test("W-37: a security group made beside the order decides what passes", async ({ page, say }) => {
      test.setTimeout(120_000);
      const name = `w37-${language}`;
      await signIn(page, "/", say);
      const image = await sampleImage(page);
      await openOrder(page, say);
      await fillBasics(page, say, name);
      await fillImage(page, say, image);
      const chosen = page.getByLabel(say("containers", "security-group"), { exact: true });
      await page.getByRole("main").getByRole("link", { name: say("network", "create-security-group") }).click();
      const beside = page.getByRole("dialog", { name: say("network", "create-security-group") });
      await beside.getByLabel(say("network", "security-group-name")).fill(`${name}-sg`);
      await beside.getByText(say("network", "begin-nothing"), { exact: true }).click();
      await beside.getByRole("button", { name: say("network", "create-security-group") }).click();
      await expect(beside).toBeHidden();
      await expect(chosen.locator("option:checked")).toHaveText(`${name}-sg`);
      await page.getByRole("button", { name: say("containers", "load-security-groups") }).click();
      await chosen.selectOption({ label: "Default-Security-Group" });
      await chosen.selectOption({ label: `${name}-sg` });
      await toOtherSettings(page, say);
      await page.getByText(say("containers", "eip-auto"), { exact: true }).click();
      await finishOrder(page, say, name);
      const made = row(page, name);
      await expect(made).toContainText(say("kinds", "state-running"), { timeout: 30_000 });
      const eip = /127\.\d+\.\d+\.\d+/.exec((await made.textContent()) ?? "")?.[0] ?? "";
      const id = await openDetails(page, say, name);
      const { row: group, spec } = await call(page, "container_group_view", { id });

      // No rule: nothing comes in, from outside or inside, and nothing goes out.
      expect(await fetchPage(`http://${eip}/`)).toMatch(/^broken/);
      await hears(page, say, { name: `${name}-before` }, `http://${group.private_ip}/`, "nobody");
      await open(page, "/network/security-groups");
      await page.getByRole("link", { name: `${name}-sg` }).click();
      await page.getByRole("button", { name: say("network", "add-rule") }).first().click();
      const rule = page.getByRole("dialog", { name: say("network", "add-inbound-rule") });
      await rule.getByLabel(say("network", "ports")).fill("80");
      await rule.getByRole("button", { name: say("ui", "ok") }).click();
      await expect(rule).toBeHidden();
      await expect.poll(() => fetchPage(`http://${eip}/`)).toContain(SAMPLE);
      await hears(page, say, { name: `${name}-after` }, `http://${group.private_ip}/`, SAMPLE);
      const place = { security_group: spec.security_group };
      await hears(page, say, { name: `${name}-inside`, place }, `http://${group.private_ip}/`, "nobody");
      await unsubscribe(page, say, id);
    });
  });
}

// The order page of container groups, in the words of a language: what the walkthroughs begin and end with.
import { expect, type Locator, type Page } from "@playwright/test";
import { row } from "./actions.ts";
import { hydrated } from "./test.ts";
import { agreement, type Say } from "./words.ts";

/** Container Groups, **Create Elastic Container Group**. */
export async function openOrder(page: Page, say: Say) {
  const products = page.getByRole("navigation", { name: say("console", "products"), exact: true });
  await products.getByRole("link", { name: say("kinds", "product-containers") }).click();
  await page.locator("#sidenav").getByRole("link", { name: say("console", "container-groups") }).click();
  await page.getByRole("link", { name: say("console", "create-container-group") }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: say("console", "create-container-group") })).toBeVisible();
}

/** The choices of a field, whose label is the group's. */
export function choices(page: Page, label: string): Locator {
  return page.getByRole("group", { name: label }).getByRole("radio");
}

/** Network, zone and size as the walkthroughs have them: most is chosen already, and said by the page. */
export async function fillBasics(page: Page, say: Say, name: string) {
  const chosen = (label: string) => page.getByLabel(label, { exact: true }).locator("option:checked");
  await page.getByLabel(say("containers", "instance-name")).fill(name);
  await expect(chosen(say("containers", "vpc"))).toContainText("vpc-default");
  await expect(chosen(say("containers", "subnet"))).toContainText("vsw-local-a");
  await expect(chosen(say("containers", "security-group"))).toHaveText("Default-Security-Group");
  for (const [label, choice] of [
    ["deployment-mode", say("containers", "single-zone")],
    ["creation-mode", say("containers", "basic-mode")],
    ["availability-zone", "local-a"],
    ["cpu", "1 vCPU"],
    ["memory", "2 GiB"],
    ["restart-policy", say("kinds", "restart-always")],
  ] as const) {
    await expect(page.getByRole("group", { name: say("containers", label) }).getByRole("radio", { name: choice, exact: true })).toBeChecked();
  }
  await expect(page.getByRole("spinbutton", { name: say("containers", "quantity") })).toHaveValue("1");
}

/** The image of the container that is shown. */
export async function fillImage(page: Page, say: Say, [image, version]: [string, string]) {
  await page.getByLabel(say("containers", "container-image")).fill(image);
  await page.getByLabel(say("containers", "image-version")).fill(version);
}

/** **Next**: from Basic Configuration to Other Settings. */
export async function toOtherSettings(page: Page, say: Say) {
  await page.getByRole("button", { name: say("containers", "next"), exact: true }).click();
  await expect(page).toHaveURL(/step=other/);
}

/** **Confirm Order**, the agreement, **Submit Order**; the group is in the list then. */
export async function finishOrder(page: Page, say: Say, name: string) {
  await page.getByRole("button", { name: say("containers", "confirm-order") }).click();
  await expect(page).toHaveURL(/step=confirm/);
  await page.getByRole("checkbox", { name: agreement(say) }).check();
  await page.getByRole("button", { name: say("containers", "submit-order") }).click();
  await expect(page.getByRole("heading", { level: 1, name: say("console", "container-groups") })).toBeVisible();
  await expect(row(page, name)).toBeVisible();
}

/** Opens the details of a group by its name in the list, and returns its id. */
export async function openDetails(page: Page, say: Say, name: string): Promise<string> {
  await row(page, name).getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: say("containers", "group-page", { name }) })).toBeVisible();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** **Unsubscribe** with its page and its question; the list is shown then. */
export async function unsubscribe(page: Page, say: Say, id: string) {
  await page.goto(`/containers/groups/${id}/unsubscribe`);
  await hydrated(page);
  await confirmUnsubscribe(page, say);
}

/** On the page that gives a group up. */
export async function confirmUnsubscribe(page: Page, say: Say) {
  await expect(page.getByRole("heading", { level: 1, name: say("containers", "instance-unsubscribe") })).toBeVisible();
  await page.getByRole("button", { name: say("containers", "confirm-unsubscribe") }).click();
  await page.getByRole("dialog", { name: say("ui", "notice") }).getByRole("button", { name: say("ui", "ok") }).click();
  await expect(page).toHaveURL(/\/containers\/groups(\?.*)?$/);
}

// Every page, cold and by navigation: a heading, a title, no noise, no sideways scrolling, no word of a table broken, no hint of a search
// cut, and nothing axe objects to.
import { AxeBuilder } from "@axe-core/playwright";
import { type Page } from "@playwright/test";
import { signIn } from "../support/actions.ts";
import { brokenWords, cutHints } from "../support/layout.ts";
import { expect, open, test } from "../support/test.ts";

const pages: [path: string, heading: RegExp][] = [
  ["/", /./],
  ["/account", /account/i],
  ["/iam/operation-logs", /Operation Logs/],
  ["/iam/key-pairs", /Key Pairs/],
  ["/iam/key-pairs/create", /Create Key Pair/],
  ["/containers/groups", /Container Groups/],
  ["/containers/groups/create", /Create Elastic Container Group/],
  ["/containers/quota", /Entitlement Quota/],
  ["/registry/instances", /Instance List/],
  ["/registry/instances/create", /Container Registry/],
  ["/registry/instances/personal", /Instance of Personal Edition/],
  ["/billing/orders", /Orders/],
  ["/scaling/groups", /Scaling Groups/],
  ["/scaling/groups/create", /Create Scaling Group/],
  ["/scaling/groups/create?by=yaml", /Create Scaling Group/],
  ["/network/vpcs", /VPCs/],
  ["/network/vpcs/create", /Create VPC/],
  ["/network/vswitches", /vSwitches/],
  ["/network/vswitches/create", /Create vSwitch/],
  ["/network/security-groups", /Security Groups/],
  ["/network/security-groups/create", /Create Security Group/],
  ["/network/eips", /Elastic IPs/],
  ["/network/eips/create", /Create EIP/],
  ["/help", /Help/],
  ["/help/faq", /FAQ/],
  ["/help/glossary", /Glossary/],
  ["/help/scenarios", /Scenarios and Layers/],
  ["/help/agreements", /Agreements/],
];

async function check(page: Page, heading: RegExp) {
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  await expect(page).toHaveTitle(/ · Gantry$|^Gantry/);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(sideways, "the page does not scroll sideways").toBeLessThanOrEqual(0);
  expect(await brokenWords(page), "no word of a table is broken").toEqual([]);
  expect(await cutHints(page), "the hint of a search is whole").toEqual([]);
}

for (const [path, heading] of pages) {
  test(`${path} is whole, wide and narrow, light and dark`, async ({ page }) => {
    await signIn(page, path);
    await open(page, path);
    await check(page, heading);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const faults = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa"]).analyze();
      expect(faults.violations.map((fault) => `${fault.id}: ${fault.nodes[0]?.html}`)).toEqual([]);
    }
    for (const width of [1440, 900, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await check(page, heading);
    }
  });
}

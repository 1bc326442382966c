// A tab that was open while the server was upgraded.
import { signIn } from "../support/actions.ts";
import { Server } from "../support/server.ts";
import { expect, hydrated, test } from "../support/test.ts";

test("a tab of the version before says so, and keeps what was typed until it is reloaded", async ({ page, noise }) => {
  const own = new Server("simulated");
  await own.start();
  try {
    const stream = page.waitForResponse("**/events*");
    await signIn(page, `${own.url}/network/vpcs/create`);
    await stream;
    const name = page.getByLabel("VPC Name");
    await name.fill("half-typed");
    noise.expect(/Failed to load resource|ERR_|net::/);
    // Another program has another file for the browser.
    await page.route("**/api/build_view", (route) => route.fulfill({ json: "/assets/newer.wasm" }));
    await own.stop();
    await own.start();
    const notice = page.getByRole("status").filter({ hasText: "Gantry has been upgraded" });
    await expect(notice).toBeVisible({ timeout: 20_000 });
    await expect(name).toHaveValue("half-typed");
    page.once("dialog", (dialog) => void dialog.accept());
    await notice.getByRole("button", { name: "Reload" }).click();
    await hydrated(page);
    await expect(notice).toHaveCount(0);
  } finally {
    await page.goto("about:blank");
    await own.remove();
  }
});

test("a server that was only started again says nothing", async ({ page, noise }) => {
  const own = new Server("simulated");
  await own.start();
  try {
    // What was open before is what is found again.
    const stream = page.waitForResponse("**/events*");
    await signIn(page, `${own.url}/network/vpcs`);
    await stream;
    noise.expect(/Failed to load resource|ERR_|net::/);
    const asked = page.waitForResponse("**/api/build_view");
    await own.stop();
    await own.start();
    expect((await asked).ok()).toBe(true);
    await expect(page.getByText("Gantry has been upgraded")).toHaveCount(0);
  } finally {
    await page.goto("about:blank");
    await own.remove();
  }
});

import { signIn } from "../support/actions.ts";
import { expect, open, test } from "../support/test.ts";

test("the first page comes to life", async ({ page }) => {
  await open(page, "/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/Gantry/);
});

test("a page that does not exist says so with its status", async ({ page, noise }) => {
  noise.expect(/status of 404 .*\/no-such-page/);
  await signIn(page);
  const response = await page.goto("/no-such-page");
  expect(response?.status()).toBe(404);
});

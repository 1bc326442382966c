import { PASSWORD, Server } from "../support/server.ts";
import { signIn } from "../support/actions.ts";
import { expect, listen, Noise, open, test } from "../support/test.ts";
import { WORDS } from "../support/words.ts";

test("a stranger is sent to the sign-in page and comes back to where they wanted to go", async ({ page }) => {
  await page.goto("/containers/groups");
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByLabel("User name").fill("admin");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/containers\/groups$/);
  await expect(page.getByRole("heading", { level: 1, name: "Container Groups" })).toBeVisible();
});

test("after the sign-in the address is the one that was asked for, letter by letter", async ({ browser, server }) => {
  for (const query of ["q=a%20b", "q=%E6%96%B9", "q=a%26b", "q=100%25", "q=a%2526b"]) {
    const context = await browser.newContext({ baseURL: server.url });
    const page = await context.newPage();
    await signIn(page, `/containers/groups?${query}`);
    await expect(page).toHaveURL(`${server.url}/containers/groups?${query}`);
    const text = decodeURIComponent(query.slice(2));
    await expect(page.getByRole("searchbox", { name: "Search container groups" })).toHaveValue(text);
    await context.close();
  }
});

test("a session that ends in a form is begun again beside it, and what was typed stays", async ({ page, context, noise, server }) => {
  noise.expect(/401/);
  await signIn(page, "/network/vpcs/create");
  await page.getByLabel("VPC Name").fill("typed-before-the-end");
  await page.getByLabel("IPv4 CIDR Block").fill("172.30.0.0/16");
  await page.request.post("/logout", { headers: { origin: server.url } });
  await page.getByRole("button", { name: "Create VPC" }).click();
  const dialog = page.getByRole("dialog", { name: "Signed out" });
  const opening = context.waitForEvent("page");
  await dialog.getByRole("link", { name: "Sign In in a New Tab" }).click();
  const beside = await opening;
  await beside.getByLabel("User name").fill("admin");
  await beside.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await beside.getByRole("button", { name: "Sign in" }).click();
  await expect(beside.getByRole("heading", { level: 1 })).toBeVisible();
  await beside.close();
  await expect(dialog).toBeHidden({ timeout: 10_000 });
  await expect(page.getByLabel("VPC Name")).toHaveValue("typed-before-the-end");
  await page.getByRole("button", { name: "Create VPC" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "typed-before-the-end" })).toBeVisible();
});

test("a session that ends while a page is open says so by itself", async ({ page, noise, server }) => {
  noise.expect(/401/);
  await signIn(page, "/containers/groups");
  await page.request.post("/logout", { headers: { origin: server.url } });
  await expect(page.getByRole("dialog", { name: "Signed out" })).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText("No connection")).toHaveCount(0);
});

test("a wrong password is refused without saying which half was wrong", async ({ page }) => {
  await open(page, "/login");
  await page.getByLabel("User name").fill("admin");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("User name or password is wrong.")).toBeVisible();
  await expect(page.getByLabel("User name")).toHaveValue("admin");
});

test("signing in works without any script", async ({ browser, server }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url });
  const page = await context.newPage();
  await page.goto("/login");
  await page.getByLabel("User name").fill("admin");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${server.url}/`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await context.close();
});

test("signing out ends the session", async ({ page }) => {
  await signIn(page, "/");
  await page.getByRole("button", { name: /User menu/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/login/);
  await page.goto("/containers/groups");
  await expect(page).toHaveURL(/\/login\?next=/);
});

test("the one-time password of a first start must be changed before anything else", async ({ browser }) => {
  const server = new Server("simulated", false);
  await server.start();
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  const noise = new Noise();
  listen(page, noise);
  try {
    expect(server.log).toContain(server.oneTimePassword);
    const oneTime = server.oneTimePassword;
    await signIn(page, "/", WORDS.en, oneTime);
    await expect(page).toHaveURL(/\/password/);
    await page.goto("/containers/groups");
    await expect(page).toHaveURL(/\/password/);
    await page.getByLabel("One-time password").fill(oneTime);
    await page.getByLabel("New password", { exact: true }).fill("short");
    await page.getByLabel("New password, again").fill("short");
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("This password does not fit")).toBeVisible();
    await page.getByLabel("One-time password").fill(oneTime);
    await page.getByLabel("New password", { exact: true }).fill("My-0wn-password");
    await page.getByLabel("New password, again").fill("My-0wn-password");
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page).not.toHaveURL(/\/password/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(noise.unexpected).toEqual([]);
  } finally {
    await context.close();
    await server.remove();
  }
});

// Key pairs: one that Gantry makes, one whose public half is given, and what a wrong key is told.
import { row, signIn } from "../support/actions.ts";
import { expect, open, test } from "../support/test.ts";

const GIVEN = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJdD7y3aLq454yWBdwLWbieU1ebz9/cu7/QEXn9OIeZJ";

test("a key pair is made, shows its public half alone, is found and deleted", async ({ page }) => {
  await signIn(page, "/iam/key-pairs");
  await page.getByRole("link", { name: "Create Key Pair" }).first().click();
  await page.getByLabel("Key Pair Name").fill("deploy");
  await page.getByRole("button", { name: "Create Key Pair" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "deploy" })).toBeVisible();
  await expect(page.getByText(/ssh-ed25519 AAAA/)).toBeVisible();
  await expect(page.getByText(/SHA256:/)).toBeVisible();
  await expect(page.getByText("Kept by Gantry")).toBeVisible();
  await expect(page.locator("body")).not.toContainText("PRIVATE KEY");

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search pages, resources, actions" }).fill("deploy");
  await expect(page.getByRole("option", { name: /deploy/ })).toContainText("key pair");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Delete" }).click();
  const question = page.getByRole("dialog", { name: "Notice" });
  await expect(question).toContainText("Delete key pair deploy?");
  await question.getByRole("button", { name: "OK" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Key Pairs" })).toBeVisible();
  await expect(row(page, "deploy")).toHaveCount(0);
});

test("a public key that is no key is refused at its field, and a right one is kept", async ({ page }) => {
  await signIn(page, "/");
  await open(page, "/iam/key-pairs/create");
  await page.getByLabel("Key Pair Name").fill("laptop");
  await page.getByText("Public key of yours").click();
  const key = page.getByRole("textbox", { name: /Public Key/ });
  await key.fill("-----BEGIN OPENSSH PRIVATE KEY-----");
  await page.getByRole("button", { name: "Create Key Pair" }).click();
  await expect(page.getByText("This is a private key. Paste the public one")).toBeVisible();
  await key.fill(`${GIVEN} me@laptop`);
  await page.getByRole("button", { name: "Create Key Pair" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "laptop" })).toBeVisible();
  await expect(page.getByText("Not here")).toBeVisible();
});

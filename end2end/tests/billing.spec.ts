// Orders: left and resumed by their address, cancelled, paid once, renewed.
import { call, row, signIn } from "../support/actions.ts";
import { buy } from "../support/registry.ts";
import { expect, open, test } from "../support/test.ts";

const FORM = { region: "local", instance_type: "Basic Edition", duration: "ThreeMonths" };

test("an unpaid order is resumed from the list, and paid once however often one clicks", async ({ page, server, noise }) => {
  // What the page says while its server is away.
  noise.expect(/ERR_|Failed to load resource|net::/);
  await signIn(page, "/billing/orders");
  const id = await call(page, "instance_order", { form: { ...FORM, name: "resumed" } });
  await expect(row(page, "resumed")).toContainText("Unpaid");
  await row(page, "resumed").getByRole("link", { name: "Pay" }).click();
  await expect(page).toHaveURL(new RegExp(`${id}/confirm$`));
  await page.getByRole("checkbox", { name: /I have read/ }).check();
  await page.getByRole("button", { name: "Pay" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Payment" })).toBeVisible();

  // A power cut between the steps: the order is where it was.
  await server.kill();
  await server.start();
  await open(page, `/billing/orders/${id}/payment`);
  await expect(page.getByRole("main")).toContainText("3.00");
  const before = await call(page, "billing_account_view", {});
  const [one, two] = await Promise.all([call(page, "order_pay", { id }), call(page, "order_pay", { id })]);
  expect(one).toBe(two);
  const after = await call(page, "billing_account_view", {});
  expect(Number(before.balance) - Number(after.balance)).toBeCloseTo(3);
  await open(page, `/billing/orders/${id}/payment`);
  await expect(page.getByText("This order is paid.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Complete Payment" })).toHaveCount(0);
  await page.getByRole("link", { name: "Open the instance" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "resumed" })).toBeVisible();
});

test("an order is cancelled and its name is free again", async ({ page, noise }) => {
  noise.expect(/409|Failed to load resource/);
  await signIn(page, "/billing/orders");
  const id = await call(page, "instance_order", { form: { ...FORM, name: "regretted" } });
  await open(page, "/registry/instances/create");
  await page.getByLabel("Instance Name").fill("regretted");
  await page.getByRole("button", { name: "Buy Now" }).click();
  await expect(page.getByText(/An unpaid order asks for the name/)).toBeVisible();
  await page.getByLabel("Instance Name").fill("");
  await open(page, "/billing/orders");
  await row(page, "regretted").getByRole("button", { name: "Cancel Order" }).click();
  await page.getByRole("dialog", { name: "Notice" }).getByRole("button", { name: "OK" }).click();
  await expect(row(page, "regretted")).toContainText("Cancelled");
  await open(page, `/billing/orders/${id}/confirm`);
  await expect(page.getByText("This order was cancelled.")).toBeVisible();
  await call(page, "instance_order", { form: { ...FORM, name: "regretted" } });
});

test("a subscription is renewed from its end, at a price and to an end that are shown before", async ({ page }) => {
  await signIn(page, "/registry/instances");
  const id = await buy(page, "longer");
  const before = (await call(page, "registry_instance_view", { slug: id })).expires_at.at;
  await open(page, "/registry/instances");
  await row(page, "longer").getByRole("link", { name: "Renew" }).click();
  await page.getByLabel("Subscription Duration").selectOption("1 Year");
  const summary = page.getByRole("complementary", { name: "Order summary" });
  await expect(summary).toContainText("1 Year");
  const promised = Date.parse((await summary.locator("time").getAttribute("datetime"))!);
  expect(Math.round((promised - before) / 86_400_000)).toBeGreaterThanOrEqual(365);
  const price = (await summary.getByText(/^\d+\.\d\d/).first().innerText()).replace(/[^\d.].*/s, "");
  await page.getByRole("button", { name: "Buy Now" }).click();
  await expect(page.getByRole("main")).toContainText(price);
  await page.getByRole("checkbox", { name: /I have read/ }).check();
  await page.getByRole("button", { name: "Pay" }).click();
  await page.getByRole("button", { name: "Complete Payment" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Instance List" })).toBeVisible();
  const after = (await call(page, "registry_instance_view", { slug: id })).expires_at.at;
  expect(Math.round((after - before) / 86_400_000)).toBeGreaterThanOrEqual(365);
});

test("the account is credited", async ({ page }) => {
  await signIn(page, "/billing/orders");
  const before = Number((await call(page, "billing_account_view", {})).balance);
  await page.getByRole("button", { name: "Add Credit" }).click();
  const dialog = page.getByRole("dialog", { name: "Add Credit" });
  await dialog.getByLabel("Amount").fill("much");
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(dialog.getByText(/not “much”/)).toBeVisible();
  await dialog.getByLabel("Amount").fill("12.50");
  await dialog.getByRole("button", { name: "OK" }).click();
  await expect(dialog).toBeHidden();
  await expect
    .poll(async () => Number((await call(page, "billing_account_view", {})).balance))
    .toBeGreaterThanOrEqual(before + 5);
});

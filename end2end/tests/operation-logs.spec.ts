// LOG-013: who did what, when, from where, and whether it was allowed.
import { readFileSync } from "node:fs";
import { call, row, signIn } from "../support/actions.ts";
import { Server } from "../support/server.ts";
import { expect, test } from "../support/test.ts";

test("LOG-013: operations are listed with who, from where and by which request, filtered and downloaded", async ({ page }) => {
  const own = new Server("simulated");
  await own.start();
  try {
    const refused = await fetch(`${own.url}/login`, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: own.url },
      body: "user=admin&password=wrong",
      redirect: "manual",
    });
    expect(refused.headers.get("x-request-id")).toMatch(/^[0-9a-f]{20}$/);
    await signIn(page, `${own.url}/iam/operation-logs`);
    await expect(page.getByRole("heading", { level: 1, name: "Operation Logs" })).toBeVisible();
    const form = { region: "local", name: "logged", cidr: "10.7.0.0/16", ipv6: false, description: "" };
    const vpc: string = await call(page, "vpc_create", { form });
    await page.reload();

    const made = row(page, vpc);
    await expect(made).toContainText("vpc_create");
    await expect(made).toContainText("admin");
    await expect(made).toContainText("127.0.0.1");
    await expect(made.getByRole("link", { name: vpc })).toHaveAttribute("href", `/network/vpcs/${vpc}`);

    // A refused sign-in is an entry too, found by the id that its answer carried.
    await page.goto(`${own.url}/iam/operation-logs?q=${refused.headers.get("x-request-id")}`);
    const entries = page.getByRole("table", { name: "Operations" }).locator("tbody").getByRole("row");
    await expect(entries).toHaveCount(1);
    await expect(entries).toContainText("sign_in");
    await expect(entries).toContainText("Refused");

    await page.goto(`${own.url}/iam/operation-logs`);
    await page.getByLabel("Kind").selectOption("VPC");
    await expect(page).toHaveURL(/kind=vpc/);
    await expect(entries).toHaveCount(1);
    const loading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download" }).click();
    const file = readFileSync(await (await loading).path(), "utf8").trim().split("\r\n");
    expect(file[0]).toBe("number,time,who,address,request,operation,kind,id,region,outcome,detail");
    expect(file).toHaveLength(2);
    expect(file[1]).toContain(`vpc_create,vpc,${vpc},local,done`);
  } finally {
    await page.goto("about:blank");
    await own.remove();
  }
});

// From an empty machine to one's own image running: every floor, with real containers.
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { call, openGroup, reaches, row, signIn, tab } from "../support/actions.ts";
import { makeImage, push } from "../support/image.ts";
import { expect, open, test } from "../support/test.ts";

const REGISTRY_PASSWORD = "Docker-passw0rd";

test.describe.configure({ mode: "serial" });

test("a person pushes an image, orders a group from it, looks into it and lets it go", async ({ page, server }) => {
  test.setTimeout(240_000);
  await signIn(page, "/account");

  await page.getByRole("button", { name: "Reset Docker Login Password" }).click();
  const reset = page.getByRole("dialog");
  await reset.getByLabel("New password", { exact: true }).fill(REGISTRY_PASSWORD);
  await reset.getByLabel("Confirm password").fill(REGISTRY_PASSWORD);
  await reset.getByRole("button", { name: /Reset|OK/ }).click();
  await expect(reset).toBeHidden();

  await open(page, "/registry/instances");
  await page.getByRole("link", { name: "default" }).first().click();
  await page.getByRole("link", { name: "Namespace" }).first().click();
  await page.getByRole("button", { name: "Create Namespace" }).first().click();
  const naming = page.getByRole("dialog");
  await naming.getByRole("textbox", { name: /Namespace|Name/ }).fill("x-eci");
  await naming.getByRole("button", { name: "OK" }).click();
  await expect(row(page, "x-eci")).toBeVisible();

  await page.getByRole("link", { name: "Image Repositories" }).first().click();
  await page.getByRole("link", { name: "Create Image Repository" }).first().click();
  await page.getByLabel("Namespace").selectOption({ label: "x-eci" });
  await page.getByLabel("Repository Name").fill("W");
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText(/Repository Name “W” does not fit/)).toBeVisible();
  await page.getByLabel("Repository Name").fill("web");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Create Image Repository" }).click();
  await expect(page.getByText(/\/default\/x-eci\/web/).first()).toBeVisible();

  const layout = makeImage("Hello from the pushed image");
  push(layout, `${new URL(server.url).host}/default/x-eci/web:1`, "admin", REGISTRY_PASSWORD);
  rmSync(dirname(layout), { recursive: true });
  await tab(page, "Image Versions").click();
  await expect(row(page, "sha256:")).toContainText("1");

  await open(page, "/containers/groups/create");
  await page.getByLabel("Instance Name").fill("journey");
  await page.getByRole("button", { name: "Select Image", exact: true }).click();
  const picker = page.getByRole("dialog", { name: "Select Image" });
  await picker.getByRole("row").filter({ hasText: "x-eci/web" }).getByRole("radio").check();
  await picker.getByRole("button", { name: "OK" }).click();
  await page.getByLabel("Image Version").fill("1");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Confirm Order" }).click();
  await page.getByRole("checkbox", { name: /agreement/i }).check();
  await page.getByRole("button", { name: "Submit Order" }).click();
  await row(page, "journey").getByRole("link", { name: "journey" }).click();
  await reaches(page, "Running");
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";

  await tab(page, "Events").click();
  for (const words of ["Scheduled", "Pulled", "Created container", "Started container"]) {
    await expect(page.getByText(words).first()).toBeVisible();
  }

  await tab(page, "Logs").click();
  await expect(page.getByText("line 2", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("line 4", { exact: true }).first()).toBeVisible();

  await tab(page, "Remote Connection").click();
  await page.getByRole("button", { name: "Connect" }).click();
  const terminal = page.getByRole("textbox", { name: /terminal/i }).first();
  await expect(page.getByText(id).first()).toBeVisible();
  await terminal.pressSequentially("echo answer-$((40+2))\r");
  await expect(page.getByText("answer-42").first()).toBeVisible();
  // The registry as seen from inside the VPC: it is there, and asks who one is.
  await terminal.pressSequentially("wget -O- http://registry-vpc.internal/v2/ 2>&1 | tail -1\r");
  await expect(page.getByText(/401 Unauthorized/).first()).toBeVisible();
  await terminal.pressSequentially("yes > /dev/null &\r");

  await expect
    .poll(
      async () => {
        const figures = await call(page, "container_group_figures", { id, range: "FiveMinutes" });
        return figures.samples.at(-1)?.cpu.usage_nano_cores ?? 0;
      },
      { timeout: 40_000, message: "CPU use rises under load" },
    )
    .toBeGreaterThan(300_000_000);
  await tab(page, "Monitoring").click();
  await expect(page.getByText("CPU").first()).toBeVisible();

  await page.getByRole("button", { name: "Restart" }).first().click();
  await page.getByRole("dialog", { name: "Notice" }).getByRole("button", { name: "Confirm" }).click();
  await reaches(page, "Running");

  const details = await call(page, "container_group_view", { id });
  const spec = { ...details.spec, restart_policy: "Never", restarts_asked: 0 };
  spec.containers = [{ ...spec.containers[0], command: "/bin/wget", arguments: ["-qO-", `http://${details.row.private_ip}/`] }];
  const order = { region: "local", name: "visitor", quantity: 1, tags: {}, agreed: true, spec };
  const [visitor] = await call(page, "container_group_create", { order });
  await openGroup(page, visitor, "logs");
  await expect(page.getByText("Hello from the pushed image").first()).toBeVisible();
  await openGroup(page, visitor);
  await reaches(page, "Succeeded");

  for (const group of [id, visitor]) {
    await open(page, `/containers/groups/${group}/unsubscribe`);
    await page.getByRole("button", { name: "Confirm Unsubscribe" }).click();
    await page.getByRole("dialog", { name: "Notice" }).getByRole("button", { name: "OK" }).click();
    await expect(page).toHaveURL(/\/containers\/groups(\?.*)?$/);
  }
  // Its shell does not listen to TERM, so it is given its whole grace period.
  await expect(row(page, "journey")).toHaveCount(0, { timeout: 60_000 });
});

test("the sample runs at a click and outlives a killed server", async ({ page, server, noise }) => {
  test.setTimeout(120_000);
  await signIn(page, "/");
  await page.getByRole("button", { name: "Run the sample" }).first().click();
  await expect(page).toHaveURL(/\/containers\/groups\/eci-/);
  await reaches(page, "Running");
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const before = await call(page, "container_group_view", { id });

  // The open page's streams break, and the browser says so.
  noise.expect(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/);
  await server.kill();
  await server.start();
  await openGroup(page, id);
  await reaches(page, "Running");
  const after = await call(page, "container_group_view", { id });
  expect(after.row.private_ip).toBe(before.row.private_ip);
  expect(after.containers[0].state, "the container was not started again").toEqual(before.containers[0].state);
});

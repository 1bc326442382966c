// Takes a picture of every page: light, dark, and 390 px wide, into docs/images.
import { order, reaches, row, signIn } from "../support/actions.ts";
import { expect, hydrated, open, test } from "../support/test.ts";
import { picture } from "./picture.ts";

test("pictures of every page", async ({ page, noise }) => {
  // One of the pages is one that is not there.
  noise.expect(/404/);
  test.setTimeout(300_000);
  await page.goto("/login");
  await hydrated(page);
  await picture(page, "sign-in");

  await signIn(page);
  const id = await order(page, {
    name: "shop-front",
    images: [["nginx", "latest"], ["redis", "7.4"]],
    tags: { team: "shop" },
  });
  const failed = await order(page, { name: "price-feed", images: [["fail/pull", "latest"]] });
  await order(page, { name: "night-report", images: [["exit/0", "latest"]], restartPolicy: "Never" });
  await open(page, `/containers/groups/${id}`);
  await reaches(page, "Running");

  for (const [name, path] of [
    ["home", "/"],
    ["account", "/account"],
    ["not-found", "/nowhere/at/all"],
    ["container-groups", "/containers/groups"],
    ["container-groups-nothing-found", "/containers/groups?q=nowhere"],
    ["container-group-create", "/containers/groups/create"],
    ["container-group", `/containers/groups/${id}`],
    ["container-group-volumes", `/containers/groups/${id}?tab=volumes`],
    ["container-group-events", `/containers/groups/${id}?tab=events`],
    ["container-group-logs", `/containers/groups/${id}?tab=logs`],
    ["container-group-monitoring", `/containers/groups/${id}?tab=monitoring`],
    ["container-group-terminal", `/containers/groups/${id}?tab=terminal`],
    ["container-group-text", `/containers/groups/${id}?tab=text`],
    ["container-group-failed", `/containers/groups/${failed}`],
    ["container-group-unsubscribe", `/containers/groups/${id}/unsubscribe`],
  ] as const) {
    await open(page, path);
    if (name === "container-group-terminal") await page.waitForTimeout(1500);
    await picture(page, name);
  }

  await open(page, "/containers/groups/create");
  await page.getByRole("button", { name: "Select Image" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await picture(page, "select-image");

  await open(page, "/");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("shop");
  await picture(page, "palette");

  await open(page, "/containers/groups");
  await page.getByRole("button", { name: "More actions for shop-front" }).click();
  await picture(page, "row-menu");
  await page.keyboard.press("Escape");
  await page.getByRole("checkbox", { name: "Select shop-front" }).check();
  await picture(page, "selection");
  await row(page, "shop-front").getByRole("button", { name: "Restart", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await picture(page, "restart-question");
});

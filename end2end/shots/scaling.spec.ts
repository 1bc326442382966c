// Pictures of Auto Scaling: a group with instances, rules and a history, and one by file.
import { call, row, signIn } from "../support/actions.ts";
import { scalingGroup, template } from "../support/scaling.ts";
import { expect, open, test } from "../support/test.ts";
import { picture } from "./picture.ts";

test("pictures of Auto Scaling", async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page, "/scaling/groups");
  await picture(page, "scaling-groups-none");
  const image = await template(page, "nginx", "latest");
  const id = await scalingGroup(page, { name: "shop-front", minimum: 1, maximum: 5, template: image });
  await scalingGroup(page, { name: "night-report", minimum: 0, maximum: 2 });
  await expect(row(page, "shop-front")).toContainText("1 running", { timeout: 30_000 });
  const watch = { period_seconds: 60, periods: 3 };
  const rule = (draft: object) =>
    call(page, "scaling_rule_create", { group: id, draft: { enabled: true, cooldown_seconds: null, ...draft } });
  const high = await rule({
    name: "cpu-high",
    kind: {
      Simple: {
        alarm: { metric: "Cpu", comparison: "AtLeast", threshold: 80_000, watch },
        adjustment: { Change: 1 },
      },
    },
  });
  await call(page, "scaling_group_scale", { id, adjustment: { To: 3 } });
  await expect(row(page, "shop-front")).toContainText("3 running", { timeout: 30_000 });

  const group = `/scaling/groups/${id}`;
  for (const [name, path] of [
    ["scaling-groups", "/scaling/groups"],
    ["scaling-group-create", "/scaling/groups/create"],
    ["scaling-group-create-by-yaml", "/scaling/groups/create?by=yaml"],
    ["scaling-group", group],
    ["scaling-group-sources", `${group}?tab=sources`],
    ["scaling-group-rules", `${group}?tab=rules`],
    ["scaling-group-activities", `${group}?tab=activities`],
    ["scaling-group-monitoring", `${group}?tab=monitoring`],
    ["scaling-group-yaml", `${group}?tab=yaml`],
    ["scaling-group-edit", `${group}/edit`],
    ["scaling-configuration-create", `${group}/configurations/create`],
    ["scaling-rule-create", `${group}/rules/create`],
    ["scaling-rule", `${group}/rules/${high}`],
  ] as const) {
    await open(page, path);
    await picture(page, name);
  }
});

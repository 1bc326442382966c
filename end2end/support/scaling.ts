// Scaling groups through the server functions that the pages call.
import type { Page } from "@playwright/test";
import { call } from "./actions.ts";

export interface GroupSketch {
  name: string;
  minimum: number;
  maximum: number;
  cooldown?: number;
  /** With one, the group is enabled. */
  template?: unknown;
}

/** What an instance is: one container of this image, with the region's first security group. */
export async function template(page: Page, address: string, version: string, more: object = {}) {
  const options = await call(page, "container_group_order_options", { region: "local" });
  return {
    security_group: options.vpcs[0].security_groups[0][0],
    size: { Basic: { vcpu: 1, gib: 2 } },
    restart_policy: "Always",
    containers: [{ name: "main", image: { Address: address }, version, ...more }],
    grace_seconds: 1,
  };
}

/** Makes a scaling group in the first vSwitch of the region, and returns its id. */
export async function scalingGroup(page: Page, sketch: GroupSketch): Promise<string> {
  const options = await call(page, "scaling_group_options", { region: "local" });
  const vpc = options.vpcs[0];
  const id: string = await call(page, "scaling_group_create", {
    form: {
      region: "local",
      name: sketch.name,
      group_type: "Eci",
      source: "CreateFromScratch",
      settings: {
        minimum: sketch.minimum,
        maximum: sketch.maximum,
        cooldown_seconds: sketch.cooldown ?? 0,
        removal: { first: "OldestConfiguration", then: "OldestInstance" },
        replace_unhealthy: true,
      },
      desired: null,
      vpc: vpc.id,
      subnets: [vpc.subnets[0].id],
    },
  });
  if (sketch.template) {
    await call(page, "scaling_configuration_create_and_enable", { group: id, template: sketch.template });
  }
  return id;
}

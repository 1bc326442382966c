// Bugs of the moment in which the browser takes over what the server rendered, each by its symptom.
import { order, signIn } from "../support/actions.ts";
import { expect, open, test } from "../support/test.ts";

test("a group's page that is opened while the group starts is sent whole and taken over as it was sent", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "/");
  // A new group for every few openings, so that each falls into another moment of a start.
  for (let round = 0; round < 4; round++) {
    const name = `at-once-${round}`;
    const id = await order(page, { name, images: [["nginx", "latest"], ["slow/pull", "1"]], atOnce: true });
    // Without the browser's half, and so many more times in the same while.
    for (let time = 0; time < 15; time++) {
      const answers = await Promise.all([1, 2, 3, 4].map(() => page.request.get(`/containers/groups/${id}`)));
      for (const answer of answers) expect(await answer.text()).toContain(`<h1>Container group - ${name}`);
    }
    for (const tab of ["", "?tab=events", "?tab=text"]) {
      await open(page, `/containers/groups/${id}${tab}`);
      await expect(page.getByRole("heading", { level: 1, name: `Container group - ${name}` })).toBeVisible();
    }
  }
});

// A server of the test's own: the real binary, on a free port, with a data folder that goes when it does.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export type Runtime = "simulated" | "host";

const binary = process.env.GANTRY_BINARY ?? resolve(import.meta.dirname, "../../target/debug/gantry");

/** The password of `admin`, given by file: it is not one-time and forces no change. */
export const PASSWORD = "Passw0rd-of-admin";

export class Server {
  /** `http://127.0.0.1:PORT` */
  url = "";
  readonly folder = mkdtempSync(join(tmpdir(), "gantry-end2end-"));
  readonly data = join(this.folder, "data");
  private process?: ChildProcess;
  private words = "";

  constructor(
    readonly runtime: Runtime,
    /** Without a given password the first start makes a one-time one. */
    private readonly givenPassword = true,
    /** Options beside those that every test's server has. */
    private readonly options: string[] = [],
  ) {}

  /** The one-time password, as the server wrote it for the person who started it. */
  get oneTimePassword(): string {
    return readFileSync(join(this.data, "admin-password"), "utf8").trim();
  }

  /** What the server has printed so far. */
  get log(): string {
    return this.words;
  }

  /** Starts it, and waits until it says where it listens. May be called again after `kill`. */
  async start(): Promise<void> {
    const addressFile = join(this.folder, "address");
    const passwordFile = join(this.folder, "password");
    rmSync(addressFile, { force: true });
    writeFileSync(passwordFile, PASSWORD, { mode: 0o600 });
    // The same port after a restart, so that open pages find it again.
    const listen = this.url ? new URL(this.url).host : "127.0.0.1:0";
    const child = spawn(
      binary,
      [
        "serve",
        ...["--listen", listen],
        ...["--data", this.data],
        ...["--runtime", this.runtime],
        ...["--address-file", addressFile],
        ...(this.givenPassword ? ["--admin-password-file", passwordFile] : []),
        ...this.options,
      ],
      { cwd: this.folder, stdio: ["ignore", "pipe", "pipe"] },
    );
    this.process = child;
    let failure: string | undefined;
    child.on("error", (error) => (failure = String(error)));
    child.stdout.on("data", (data) => (this.words += data));
    child.stderr.on("data", (data) => (this.words += data));
    const deadline = Date.now() + 30_000;
    while (!existsSync(addressFile)) {
      if (failure || child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`the server did not start: ${failure ?? ""}\n${this.words}`);
      }
      await pause(20);
    }
    this.url = `http://${readFileSync(addressFile, "utf8").trim()}`;
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** Ends it in order. Containers go on, and the next start finds them. */
  async stop(): Promise<void> {
    await this.end("SIGTERM");
  }

  /** Stops it and removes everything it made. */
  async remove(): Promise<void> {
    await this.stop();
    if (this.runtime === "host") {
      const teardown = spawnSync(binary, ["teardown", "--data", this.data], { encoding: "utf8" });
      if (teardown.status !== 0) throw new Error(`teardown failed:\n${teardown.stdout}${teardown.stderr}`);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once("exit", done));
    child.kill(signal);
    const late = globalThis.setTimeout(() => child.kill("SIGKILL"), 20_000);
    await gone;
    clearTimeout(late);
  }
}

// Drives a headless Chromium over its own pipe, with nothing but what Node brings.

import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--remote-debugging-pipe",
];
const PATIENCE = 60_000;

/** Every web page below a folder. */
export const pages = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();

/** Starts the browser, hands it to `use`, and ends it whatever comes of that. */
export const withBrowser = async (use) => {
  const profile = mkdtempSync(join(tmpdir(), "hyokasho-web-"));
  const program = process.env.CHROMIUM ?? "chromium";
  const child = spawn(program, [...FLAGS, `--user-data-dir=${profile}`], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const browser = new Browser(child);
  try {
    return await use(browser);
  } finally {
    child.kill("SIGKILL");
    await new Promise((done) => (child.exitCode ?? child.signalCode) === null ? child.once("exit", done) : done());
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
};

class Browser {
  #child;
  #calls = new Map();
  #listeners = [];
  #number = 0;
  #rest = "";

  constructor(child) {
    this.#child = child;
    child.once("error", (error) => this.#end(error));
    child.once("exit", () => this.#end(new Error("the browser ended")));
    child.stdio[3].on("error", (error) => this.#end(error));
    child.stdio[4].setEncoding("utf8").on("data", (data) => this.#read(data));
  }

  #end(error) {
    for (const call of this.#calls.values()) call.reject(error);
    this.#calls.clear();
  }

  // Messages of the protocol are JSON, each closed by a NUL.
  #read(data) {
    const messages = (this.#rest + data).split("\0");
    this.#rest = messages.pop();
    for (const message of messages.map((text) => JSON.parse(text))) {
      const call = this.#calls.get(message.id);
      this.#calls.delete(message.id);
      if (call && message.error) call.reject(new Error(`${call.method}: ${message.error.message}`));
      else if (call) call.resolve(message.result);
      else for (const listener of this.#listeners) listener(message);
    }
  }

  call(method, params = {}, sessionId = undefined) {
    const id = (this.#number += 1);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${method}: no answer`)), PATIENCE);
      timer.unref();
      this.#calls.set(id, { method, resolve, reject });
      this.#child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /** The first event of this name in a session. */
  event(sessionId, method) {
    return new Promise((resolve) => {
      const listener = (message) => {
        if (message.sessionId !== sessionId || message.method !== method) return;
        this.#listeners.splice(this.#listeners.indexOf(listener), 1);
        resolve(message.params);
      };
      this.#listeners.push(listener);
    });
  }

  /** Calls `told` for each event of this name in a session. */
  onEach(sessionId, method, told) {
    this.#listeners.push((message) => {
      if (message.sessionId === sessionId && message.method === method) told(message.params);
    });
  }

  /** A page of a width, in the light or the dark. */
  async open(address, { width, dark = false }) {
    const { targetId } = await this.call("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.call("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, targetId, sessionId);
    await page.go(address, width, dark);
    return page;
  }
}

class Page {
  #browser;
  #target;
  #session;
  /** Addresses that the page asked for besides its own. */
  requests = [];

  constructor(browser, target, session) {
    this.#browser = browser;
    this.#target = target;
    this.#session = session;
  }

  call(method, params) {
    return this.#browser.call(method, params, this.#session);
  }

  async go(address, width, dark) {
    this.#browser.onEach(this.#session, "Network.requestWillBeSent", ({ request }) => {
      if (request.url !== address && !request.url.startsWith("data:")) this.requests.push(request.url);
    });
    await Promise.all([this.call("Page.enable"), this.call("Network.enable")]);
    await this.call("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: false });
    const scheme = { name: "prefers-color-scheme", value: dark ? "dark" : "light" };
    await this.call("Emulation.setEmulatedMedia", { features: [scheme] });
    const loaded = this.#browser.event(this.#session, "Page.loadEventFired");
    await this.call("Page.navigate", { url: address });
    await loaded;
  }

  /** The value of an expression in the page. */
  async value(expression) {
    const options = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.call("Runtime.evaluate", options);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async key(key, modifiers = 0) {
    const code = { Tab: 9, Enter: 13 }[key];
    const press = { key, code: key, windowsVirtualKeyCode: code, modifiers };
    await this.call("Input.dispatchKeyEvent", { type: "keyDown", ...press });
    await this.call("Input.dispatchKeyEvent", { type: "keyUp", ...press });
  }

  /** A PNG of what is seen. */
  async picture() {
    const { data } = await this.call("Page.captureScreenshot");
    return Buffer.from(data, "base64");
  }

  async close() {
    await this.#browser.call("Target.closeTarget", { targetId: this.#target });
  }
}

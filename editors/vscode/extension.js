// Starts `hyokasho lsp` and leaves everything else to it.
"use strict";

const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** Files that the server knows; it leaves alone what is no part of a workspace of hyokasho. */
const DOCUMENTS = [
  { scheme: "file", language: "yaml" },
  { scheme: "file", pattern: "**/fragments/**/*.md" },
];
const WATCHED = "**/{hyokasho*.yaml,assessment.yaml,procedure.yaml,fragments/**/*.md,forms/*.yaml,revisions/*.yaml}";

let client;

function settings() {
  return workspace.getConfiguration("hyokasho");
}

async function start(context) {
  const command = settings().get("path") || "hyokasho";
  const watcher = workspace.createFileSystemWatcher(WATCHED);
  context.subscriptions.push(watcher);
  client = new LanguageClient(
    "hyokasho",
    "hyokasho",
    { command, args: ["lsp"] },
    {
      documentSelector: DOCUMENTS,
      initializationOptions: { pedantic: settings().get("pedantic") },
      synchronize: { configurationSection: "hyokasho", fileEvents: watcher },
    },
  );
  try {
    await client.start();
  } catch (error) {
    const words = `hyokasho を起動できません（${command}）。設定の hyokasho.path に、hyokasho のある場所を書いてください。`;
    window.showErrorMessage(`${words} ${error.message ?? error}`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop().catch(() => {});
}

async function activate(context) {
  const restart = async () => {
    await stop();
    await start(context);
  };
  context.subscriptions.push(
    commands.registerCommand("hyokasho.restart", restart),
    workspace.onDidChangeConfiguration((change) => change.affectsConfiguration("hyokasho.path") && restart()),
  );
  await start(context);
}

module.exports = { activate, deactivate: stop };

-- Neovim 0.11 or newer: put this file into `lsp/` of your configuration (~/.config/nvim/lsp/hyokasho.lua) and say
--   vim.lsp.enable("hyokasho")
-- `hyokasho` has to be on the PATH. Files are formatted only where you ask for it: vim.lsp.buf.format()
return {
  cmd = { "hyokasho", "lsp" },
  filetypes = { "yaml", "markdown" },
  root_markers = { "hyokasho.yaml", "assessment.yaml" },
  -- Only below a workspace: other YAML is none of its business.
  workspace_required = true,
  init_options = { pedantic = false },
}

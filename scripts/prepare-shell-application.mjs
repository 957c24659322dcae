import { ensureInstalled } from './ensure-installed.mjs';
import { installBuiltPackages } from './install-built-packages.mjs';

export const SHELL_APPLICATION = 'examples/shell-application';

/** Installs what examples/shell-application needs (once: 460 MB, about a minute), and this kit's packages as they are now. */
export function prepareShellApplication() {
  ensureInstalled(SHELL_APPLICATION);
  installBuiltPackages(SHELL_APPLICATION, ['apollo', 'gateway', 'http-client', 'sdk']);
}

import path from 'node:path';
import type { Plugin, ResolvedConfig } from 'vite';
import type { ContentSecurityPolicy } from '../content-security-policy.ts';
import { resolveApplicationConfig } from '../resolve-application-config.ts';
import type { ResolvedApplicationConfig } from '../resolve-application-config.ts';
import type { Environment } from '../substitute-variables.ts';
import { addToPage } from './add-to-page.ts';

export interface ApplicationConfigPluginOptions {
  /** Path of the configuration file, from Vite's root. @default 'custom-application-config.json' */
  file?: string;
  /** Variables for `${env:NAME}`. @default process.env and Vite's .env files */
  env?: Environment;
  /** Puts a Content-Security-Policy into the page. @default true */
  contentSecurityPolicy?: boolean;
}

/**
 * A Vite plugin, described without Vite's own types: those do not compile with the older resolutions of TypeScript.
 */
export interface ApplicationConfigPlugin {
  name: string;
  enforce?: 'pre' | 'post';
}

/**
 * Vite plugin that puts the configuration into the page as `window.app`, with a policy that allows what the page needs.
 *
 * It works the same with `vite`, `vite build` and `vite preview`. The development server reloads the page when the configuration
 * file changes.
 *
 * @example export default defineConfig({ plugins: [react(), applicationConfig()] });
 */
export function applicationConfig(options: ApplicationConfigPluginOptions = {}): ApplicationConfigPlugin {
  const { file = 'custom-application-config.json', contentSecurityPolicy = true } = options;
  const warned = new Set<string>();
  let config: ResolvedConfig;
  let env: Environment;
  const configFile = (): string => path.resolve(config.root, file);
  const resolve = (): ResolvedApplicationConfig => {
    const resolved = resolveApplicationConfig(configFile(), { env, mode: modeOf(config) });
    for (const { message, hint } of resolved.warnings) {
      if (!warned.has(message)) config.logger.warn(`${message} ${hint}`);
      warned.add(message);
    }
    return resolved;
  };

  const plugin: Plugin = {
    name: '@forward-to/application-config',
    // The policy contains the hash of each script in the page, so the plugins that add scripts come first.
    enforce: 'post',
    configResolved: async (resolved) => {
      config = resolved;
      env = options.env ?? (await readEnvironment(resolved));
    },
    // A mistake in the configuration ends the command before anything is built or served.
    buildStart: () => {
      resolve();
    },
    configureServer: (server) => {
      server.watcher.add(configFile());
      server.watcher.on('change', (changed) => {
        if (path.resolve(changed) === configFile()) server.ws.send({ type: 'full-reload' });
      });
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        const { app, contentSecurityPolicy: policy } = resolve();
        return addToPage(html, {
          app,
          policy: contentSecurityPolicy ? allowAssets(policy, config.base) : undefined,
        });
      },
    },
  };
  return plugin;
}

/** Variables of the process and of Vite's .env files. Vite restarts when one of these files changes. */
async function readEnvironment({ mode, envDir }: ResolvedConfig): Promise<Environment> {
  // Imported here and not at the top, because Vite is an ES module only and this file is also built as CommonJS.
  const { loadEnv } = await import('vite');
  return loadEnv(mode, envDir, '');
}

function modeOf(config: ResolvedConfig): 'development' | 'production' {
  return config.isProduction ? 'production' : 'development';
}

/** Allows the origin of `base`, where Vite is told to load the assets from. */
function allowAssets(policy: ContentSecurityPolicy, base: string): ContentSecurityPolicy {
  if (!URL.canParse(base)) return policy;
  const { origin } = new URL(base);
  const loaded = ['script-src', 'style-src', 'img-src', 'font-src', 'media-src', 'manifest-src'];
  return {
    ...policy,
    ...Object.fromEntries(loaded.map((directive) => [directive, [...(policy[directive] ?? []), origin]])),
  };
}

import path from 'node:path';

const nextConfig = {
  distDir: 'dist',
  // A path under which the whole application is served, as `npm test` asks for it.
  basePath: process.env.BASE_PATH ?? '',
  rewrites: () => Promise.resolve([{ source: '/rewritten/:id', destination: '/orders/:id' }]),
  // The workspace: @forward-to/server is a link to a folder of it.
  turbopack: { root: path.resolve(import.meta.dirname, '../../..') },
};

export { nextConfig as default };

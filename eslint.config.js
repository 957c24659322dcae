import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// A package imports only from packages before it (docs/architecture.md).
const layers = [
  'protocol',
  'http-client',
  'apollo',
  'sdk',
  'react',
  'application-config',
  'server',
  'testing',
  'gateway',
];
const direction = layers.map((name, position) => ({
  files: [`packages/${name}/src/**/*.{ts,tsx}`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: layers.slice(position).flatMap((layer) => [`@forward-to/${layer}`, `@forward-to/${layer}/*`]),
            message: `"${name}" may import only from packages above it; inside a package use relative paths.`,
          },
          {
            group: ['**/packages/*/src/**'],
            message: 'Between packages, import through an exports entry.',
          },
          {
            // What all tests share lies outside of the packages.
            regex: String.raw`^(\.\./){3,}(?!\.\./|test-support/)`,
            message: 'Between packages, import through an exports entry.',
          },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'coverage/**', '.cache/**', 'benchmarks/**/node_modules/**'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // A number in a template literal is as clear as String(number).
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // "type" is used for unions and functions, "interface" for objects; the rule cannot tell which reads better.
      '@typescript-eslint/consistent-type-definitions': 'off',
      // The result type of a request is chosen by the caller and stands only in the return type.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // The error brand is a getter on the prototype on purpose.
      '@typescript-eslint/class-literal-property-style': 'off',
      // A cast states the type; "!" is kept for tests.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/only-throw-error': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Name every export.' },
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
    },
  },
  { files: ['**/*.tsx'], extends: [reactHooks.configs.flat.recommended] },
  // Tools that load a default export.
  {
    files: ['jest.config.ts', 'test-support/*jsdom-env.ts', '**/vite.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        AbortSignal: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
  // Projects as their users have them: CommonJS, and Jest's own globals.
  {
    files: ['tests/runners/jest-jsdom/*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: Object.fromEntries(
        ['test', 'expect', 'jest', 'beforeAll', 'afterEach', 'afterAll', 'fetch'].map((name) => [name, 'readonly']),
      ),
    },
  },
  // Browser code in JavaScript, as the starter template has it.
  {
    files: ['examples/shell-application/src/**/*.{js,jsx}'],
    extends: [reactHooks.configs.flat.recommended],
    languageOptions: {
      parserOptions: { ecmaFeatures: { jsx: true } },
      globals: { window: 'readonly', document: 'readonly', FormData: 'readonly' },
    },
    // Without a plugin for React, ESLint does not see that JSX uses a name.
    rules: { 'no-unused-vars': ['error', { varsIgnorePattern: '^[A-Z]' }] },
  },
  // Playwright reads the fixtures that a test wants from the pattern, an empty one too.
  {
    files: ['examples/shell-application/e2e/**/*.mjs'],
    rules: { 'no-empty-pattern': 'off', 'react-hooks/rules-of-hooks': 'off' },
  },
  // A page in plain JavaScript.
  {
    files: ['examples/quick-start/src/*.js'],
    languageOptions: { globals: { window: 'readonly', document: 'readonly' } },
  },
  {
    files: ['**/*.spec.{ts,tsx}', 'tests/**/*.ts', 'test-support/**/*.ts'],
    rules: {
      // What a test reads from the wire is checked by the assertions themselves.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  ...direction,
  prettier,
);

/** Everything that this process writes while it is watched. */
export interface WatchedOutput {
  text(): string;
  stop(): void;
}

const CONSOLE = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const;

/** Watches the console, both streams and the warnings of the process, and keeps them from the terminal. */
export function watchOutput(show: (value: unknown) => string): WatchedOutput {
  const seen: string[] = [];
  const watch = (owner: object, name: string): (() => void) => {
    const original = Object.getOwnPropertyDescriptor(owner, name);
    const value = (...args: unknown[]): boolean => {
      seen.push(...args.map((arg) => (typeof arg === 'string' ? arg : show(arg))));
      return true;
    };
    Object.defineProperty(owner, name, { value, configurable: true, writable: true });
    return () => {
      if (original) Object.defineProperty(owner, name, original);
      else Reflect.deleteProperty(owner, name);
    };
  };
  const restore = [
    ...CONSOLE.map((name) => watch(console, name)),
    watch(process.stdout, 'write'),
    watch(process.stderr, 'write'),
    watch(process, 'emitWarning'),
  ];
  return {
    text: () => seen.join('\n'),
    stop: () => {
      for (const undo of restore) undo();
    },
  };
}

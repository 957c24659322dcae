// Loaded with --import into a program that runTogether starts: when the process that started it has gone, even by SIGKILL, their channel closes.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The channel alone must not keep a program alive that has ended.
process.channel?.unref();

// Stands for what is no program.
export const address = '/asset';

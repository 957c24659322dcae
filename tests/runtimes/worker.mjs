// Entry for workerd: one bundle without Node's modules, as it is deployed to Workers.
import { runSuite } from './suite.mjs';

const worker = {
  async test(_controller, { CASES }) {
    const { count, failures } = await runSuite(CASES);
    console.log(`${count - failures.length} of ${count}`);
    if (failures.length > 0) throw new Error(failures.join('\n'));
  },
};
export { worker as default };

// The gateway of the soak run, on the port that it is given; answers "measure" with what it holds after a collection.
import { createGateway } from '@forward-to/gateway';
import { answerMeasurements } from './measure.mjs';

const [port, target, users] = [Number(process.argv[2]), process.argv[3], Number(process.argv[4])];
const gateway = createGateway({
  port,
  projects: ['my-project'],
  targets: [target],
  users: Array.from({ length: users }, (_, index) => ({
    id: `user-${index}`,
    name: `User ${index}`,
    projects: { 'my-project': { permissions: [`canUse${index}`] } },
  })),
});
await gateway.listen();
answerMeasurements();

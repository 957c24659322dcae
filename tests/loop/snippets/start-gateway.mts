import { createGateway } from '@forward-to/gateway';

const gateway = createGateway({ projects: ['my-project'], targets: ['http://localhost:6001'], port: 0 });
console.log(await gateway.listen()); // http://localhost:<a free port>
await gateway.close();

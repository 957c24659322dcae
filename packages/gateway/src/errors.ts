export { gatewayError, printable } from '@forward-to/protocol/gateway';

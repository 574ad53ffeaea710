// Echoes the event "echo", with Socket.IO over its WebSocket transport. Usage: node echo.js <port>
'use strict';
const http = require('http');
const {Server} = require('socket.io');

const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
const IDLE_MS = 3600 * 1000;
const BACKLOG = 4096;

const port = Number(process.argv[2]);
if (process.argv.length !== 3 || !Number.isInteger(port)) {
  console.error('usage: node echo.js <port>');
  process.exit(2);
}
// noDelay is Node's default, stated because it matters here.
const server = http.createServer({noDelay: true});
const io = new Server(server, {
  transports: ['websocket'],
  perMessageDeflate: false,
  httpCompression: false,
  serveClient: false,
  maxHttpBufferSize: MAX_MESSAGE_BYTES,
  pingInterval: IDLE_MS,
  pingTimeout: IDLE_MS,
  connectTimeout: IDLE_MS,
});
io.on('connection', socket => socket.on('echo', message => socket.emit('echo', message)));
server.listen({port, host: '127.0.0.1', backlog: BACKLOG});

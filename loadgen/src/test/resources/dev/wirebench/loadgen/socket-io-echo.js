// Echoes the event "echo" by the official server. Usage: node socket-io-echo.js <ping interval in ms> <decline>
// Prints its port, and once its input ends, as JSON how often it has met which reason for a disconnect.
'use strict';
const http = require('http');
const {Server} = require('socket.io');

const [, , pingInterval, decline] = process.argv;
const server = http.createServer();
const io = new Server(server, {
  transports: ['websocket'],
  perMessageDeflate: false,
  serveClient: false,
  pingInterval: Number(pingInterval),
});
const reasons = {};
io.use((socket, next) => next(decline === 'true' ? new Error('declined') : undefined));
io.on('connection', socket => {
  socket.on('echo', message => socket.emit('echo', message));
  socket.on('disconnect', reason => (reasons[reason] = (reasons[reason] || 0) + 1));
});
server.listen({port: 0, host: '127.0.0.1', backlog: 4096}, () => console.log(server.address().port));
process.stdin.on('end', () => {
  console.log(JSON.stringify(reasons));
  process.exit();
});
process.stdin.resume();

// Echoes WebSocket messages and POST bodies, with ws on Node.js. Usage: node echo.js <port>
'use strict';
const http = require('http');
const {WebSocketServer} = require('ws');

const MAX_BODY_BYTES = 16 * 1024 * 1024;
const IDLE_MS = 3600 * 1000;
const BACKLOG = 4096;

function refuse(response, status) {
  response.writeHead(status, {'Content-Length': 0, Connection: 'close'});
  response.end();
}

function echo(request, response) {
  if (request.url !== '/echo') {
    return refuse(response, 404);
  }
  if (request.method !== 'POST') {
    return refuse(response, 405);
  }
  const parts = [];
  let bytes = 0;
  request.on('data', part => {
    parts.push(part);
    bytes += part.length;
    if (bytes > MAX_BODY_BYTES) {
      request.destroy();
    }
  });
  request.on('end', () => {
    response.writeHead(200, {'Content-Type': 'application/octet-stream', 'Content-Length': bytes});
    response.end(parts.length === 1 ? parts[0] : Buffer.concat(parts));
  });
}

// noDelay is Node's default, stated because it matters here.
const server = http.createServer({noDelay: true, requestTimeout: 0, keepAliveTimeout: IDLE_MS}, echo);
server.headersTimeout = IDLE_MS;
server.maxRequestsPerSocket = 0;

const sockets = new WebSocketServer({
  server,
  path: '/ws',
  perMessageDeflate: false,
  maxPayload: MAX_BODY_BYTES,
  handleProtocols: asked => asked.has('echo') && 'echo',
});
sockets.on('connection', socket => {
  socket.on('message', (message, isBinary) => socket.send(message, {binary: isBinary}));
  // A client's error ends only its own connection.
  socket.on('error', () => {});
});

const port = Number(process.argv[2]);
if (process.argv.length !== 3 || !Number.isInteger(port)) {
  console.error('usage: node echo.js <port>');
  process.exit(2);
}
server.listen({port, host: '127.0.0.1', backlog: BACKLOG});

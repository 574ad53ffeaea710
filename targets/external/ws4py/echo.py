"""Echoes WebSocket messages and POST bodies, with ws4py on gevent. Usage: echo.py <port>"""
import socket
import sys

from gevent import monkey

monkey.patch_all()

from ws4py.server.geventserver import WSGIServer
from ws4py.server.wsgiutils import WebSocketWSGIApplication
from ws4py.websocket import WebSocket

BACKLOG = 4096


class Echo(WebSocket):
    def received_message(self, message):
        self.send(message.data, message.is_binary)


web_socket = WebSocketWSGIApplication(protocols=["echo"], handler_cls=Echo)


def application(environ, start_response):
    if environ["PATH_INFO"] == "/ws":
        return web_socket(environ, start_response)
    if environ["PATH_INFO"] != "/echo":
        return refuse("404 Not Found", start_response)
    if environ["REQUEST_METHOD"] != "POST":
        return refuse("405 Method Not Allowed", start_response)
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "application/octet-stream"), ("Content-Length", str(len(body)))])
    return [body]


def refuse(status, start_response):
    start_response(status, [("Content-Length", "0")])
    return []


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: echo.py <port>")
    listening = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=BACKLOG)
    # On Linux, accepted sockets inherit it.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    WSGIServer(listening, application, log=None).serve_forever()

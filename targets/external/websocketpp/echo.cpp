// Echoes WebSocket messages and POST bodies, with WebSocket++. Usage: echo <port>

#include <websocketpp/config/asio_no_tls.hpp>
#include <websocketpp/server.hpp>

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <string>

namespace {

constexpr std::size_t max_message_bytes = 16 * 1024 * 1024;
constexpr int backlog = 4096;

using Server = websocketpp::server<websocketpp::config::asio>;
using websocketpp::connection_hdl;
namespace asio = websocketpp::lib::asio;
namespace status = websocketpp::http::status_code;

bool take_subprotocol(Server &server, connection_hdl handle) {
  auto connection = server.get_con_from_hdl(handle);
  const auto &asked = connection->get_requested_subprotocols();
  if (std::find(asked.begin(), asked.end(), "echo") != asked.end()) {
    connection->select_subprotocol("echo");
  }
  return true;
}

void answer_http(Server &server, connection_hdl handle) {
  auto connection = server.get_con_from_hdl(handle);
  // The library closes after each response; RFC 9112, section 9.6 requires announcing that.
  connection->replace_header("Connection", "close");
  if (connection->get_resource() != "/echo") {
    connection->set_status(status::not_found);
  } else if (connection->get_request().get_method() != "POST") {
    connection->set_status(status::method_not_allowed);
  } else {
    connection->replace_header("Content-Type", "application/octet-stream");
    connection->set_body(connection->get_request_body());
    connection->set_status(status::ok);
  }
}

void run(std::uint16_t port) {
  Server server;
  server.clear_access_channels(websocketpp::log::alevel::all);
  server.clear_error_channels(websocketpp::log::elevel::all);
  server.init_asio();
  server.set_reuse_addr(true);
  server.set_listen_backlog(backlog);
  server.set_max_message_size(max_message_bytes);
  server.set_max_http_body_size(max_message_bytes);
  server.set_tcp_post_init_handler([&](connection_hdl handle) {
    server.get_con_from_hdl(handle)->get_raw_socket().set_option(asio::ip::tcp::no_delay(true));
  });
  server.set_validate_handler([&](connection_hdl handle) { return take_subprotocol(server, handle); });
  server.set_http_handler([&](connection_hdl handle) { answer_http(server, handle); });
  server.set_message_handler([&](connection_hdl handle, Server::message_ptr message) {
    websocketpp::lib::error_code ignored; // the client has gone, which the connection will detect
    server.send(handle, message->get_payload(), message->get_opcode(), ignored);
  });
  server.listen(asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), port));
  server.start_accept();
  server.run();
}

} // namespace

int main(int argc, char **argv) {
  if (argc != 2) {
    std::cerr << "usage: echo <port>\n";
    return 2;
  }
  try {
    run(static_cast<std::uint16_t>(std::stoi(argv[1])));
  } catch (const std::exception &e) {
    std::cerr << "echo: " << e.what() << '\n';
    return 1;
  }
}

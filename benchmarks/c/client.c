// A single-threaded epoll load client with nothing that the messages do not need: a lower bound on the cost of a client.

#define _GNU_SOURCE // epoll_pwait2

#include "connection.h"
#include "latency.h"
#include "options.h"

#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define MAX_EVENTS 256
#define NS_PER_SECOND 1000000000LL

// Time limits for the handshakes of all connections, and for the answers due when a schedule has ended.
#define OPENING_SECONDS 10
#define DRAIN_SECONDS 2

static struct service service = {.kind = HTTP, .payload_bytes = 64};
static bool is_spinning, has_latency;
static double rate, seconds = 3, warm_up_seconds;
static int64_t most_messages = INT64_MAX;
static int connection_count;

static int epoll_fd, timer_fd;
static struct connection *connections;

// Ring of the connections without a message in flight, open or not.
static struct connection **idle;
static int idle_count, idle_first;

static enum { OPENING, WARMING_UP, MEASURING, ENDED } phase;

// With a rate: the next message of the schedule, the first that counts, and the end.
static int64_t sequence, first_counted, end_sequence;
static int64_t start_ns;

static int64_t in_flight, answered, failed;
static const char *last_failure;
static int64_t measured_from_ns;
static struct rusage used_before;

static int64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * NS_PER_SECOND + now.tv_nsec;
}

static void push_idle(struct connection *c) {
  idle[(idle_first + idle_count++) % connection_count] = c;
}

static struct connection *take_idle(void) {
  struct connection *c = idle[idle_first];
  idle_first = (idle_first + 1) % connection_count;
  idle_count--;
  return c;
}

static void set_timer(double after_seconds) {
  int64_t ns = (int64_t)(after_seconds * NS_PER_SECOND);
  struct itimerspec at = {.it_value = {ns / NS_PER_SECOND, ns % NS_PER_SECOND}};
  timerfd_settime(timer_fd, 0, &at, NULL);
}

static void end_message(struct connection *c, bool is_answered) {
  in_flight--;
  if (rate > 0 ? !c->is_counted : phase != MEASURING) {
    return;
  }
  if (is_answered) {
    answered++;
    if (has_latency) {
      record_latency(now_ns() - c->since_ns);
    }
  } else {
    failed++;
  }
  if (answered + failed == (rate > 0 ? end_sequence - first_counted : most_messages)) {
    phase = ENDED;
  }
}

// @param intended_ns 0 to time the message from now on
static void start(struct connection *c, int64_t intended_ns) {
  in_flight++;
  if (has_latency) {
    c->since_ns = intended_ns != 0 ? intended_ns : now_ns();
  }
  send_on(c);
}

static bool may_start(void) {
  return rate > 0 ? sequence < end_sequence : in_flight + answered + failed < most_messages;
}

void on_idle(struct connection *c) {
  if (phase != OPENING && rate == 0 && may_start()) {
    start(c, 0);
  } else {
    push_idle(c);
  }
}

void on_answered(struct connection *c) { end_message(c, true); }

void on_failure(struct connection *c, bool was_idle, const char *reason) {
  if (phase == OPENING) {
    fail("cannot open a connection: %s", reason);
  }
  last_failure = reason;
  if (c->has_message) {
    c->has_message = false;
    end_message(c, false);
  }
  if (!was_idle) {
    push_idle(c);
  }
}

static void measure(void) {
  phase = MEASURING;
  getrusage(RUSAGE_SELF, &used_before);
  measured_from_ns = now_ns();
  set_timer(seconds + (rate > 0 ? DRAIN_SECONDS : 0));
}

static void on_timer(void) {
  switch (phase) {
  case OPENING:
    fail("a connection was not open after %d s", OPENING_SECONDS);
  case WARMING_UP:
    measure();
    break;
  default:
    phase = ENDED;
  }
}

static int64_t intended_ns(void) {
  return start_ns + (int64_t)((double)sequence * (NS_PER_SECOND / rate));
}

// Sends what is due. Returns the time until the next send in ns; negative if it depends on an event.
static int64_t launch(void) {
  // At most once around the ring, so that connections that fail at once do not starve events.
  for (int tries = idle_count; tries > 0 && may_start() && phase != ENDED; tries--) {
    if (rate == 0) {
      start(take_idle(), 0);
      continue;
    }
    int64_t due_ns = intended_ns();
    int64_t wait_ns = due_ns - now_ns();
    if (wait_ns > 0) {
      return wait_ns;
    }
    if (sequence == first_counted && phase == WARMING_UP) {
      measure();
    }
    struct connection *c = take_idle();
    c->is_counted = sequence++ >= first_counted;
    start(c, due_ns);
  }
  return idle_count > 0 && may_start() ? 0 : -1;
}

static int wait_for_events(struct epoll_event *events, int64_t wait_ns) {
  if (is_spinning || wait_ns <= 0) {
    return epoll_wait(epoll_fd, events, MAX_EVENTS, is_spinning || wait_ns == 0 ? 0 : -1);
  }
  struct timespec wait = {wait_ns / NS_PER_SECOND, wait_ns % NS_PER_SECOND};
  return epoll_pwait2(epoll_fd, events, MAX_EVENTS, &wait, NULL);
}

static void look_for_events(int64_t wait_ns) {
  struct epoll_event events[MAX_EVENTS];
  int count = wait_for_events(events, wait_ns);
  if (count < 0 && errno != EINTR) {
    fail("epoll_wait: %s", strerror(errno));
  }
  for (int i = 0; i < count && phase != ENDED; i++) {
    if (events[i].data.ptr == NULL) {
      uint64_t expirations;
      if (read(timer_fd, &expirations, sizeof expirations) > 0) {
        on_timer();
      }
    } else {
      on_event(events[i].data.ptr, events[i].events);
    }
  }
}

static void open_all(void) {
  phase = OPENING;
  set_timer(OPENING_SECONDS);
  for (int i = 0; i < connection_count; i++) {
    if (service.is_short) {
      push_idle(&connections[i]);
    } else {
      open_connection(&connections[i]);
    }
  }
  while (idle_count < connection_count) {
    look_for_events(-1);
  }
}

static void run(void) {
  open_all();
  start_ns = now_ns();
  first_counted = (int64_t)(warm_up_seconds * rate + 0.5);
  int64_t planned = (int64_t)(seconds * rate + 0.5);
  end_sequence = first_counted + (planned < most_messages ? planned : most_messages);
  if (warm_up_seconds > 0) {
    phase = WARMING_UP;
    set_timer(warm_up_seconds);
  } else {
    measure();
  }
  while (phase != ENDED) {
    int64_t wait_ns = launch();
    if (phase != ENDED) {
      look_for_events(wait_ns);
    }
  }
}

static int64_t difference_ns(struct timeval before, struct timeval after) {
  return (after.tv_sec - before.tv_sec) * NS_PER_SECOND + (after.tv_usec - before.tv_usec) * 1000LL;
}

static int report(void) {
  int64_t elapsed_ns = now_ns() - measured_from_ns;
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  if (rate > 0 && answered + failed < end_sequence - first_counted) {
    failed = end_sequence - first_counted - answered;
    last_failure = "it was not answered in time";
  }
  printf("{\"answered\":%lld,\"failed\":%lld,\"elapsedNs\":%lld,\"userNs\":%lld,\"systemNs\":%lld", (long long)answered,
         (long long)failed, (long long)elapsed_ns, (long long)difference_ns(used_before.ru_utime, used.ru_utime),
         (long long)difference_ns(used_before.ru_stime, used.ru_stime));
  print_percentiles();
  printf("}\n");
  if (failed > 0) {
    fprintf(stderr, "client: %lld of %lld messages failed, the last one as %s\n", (long long)failed,
            (long long)(answered + failed), last_failure);
  } else if (answered == 0) {
    fprintf(stderr, "client: no message was answered in %g s\n", seconds);
  }
  return answered > 0 ? 0 : 1;
}

static const char usage[] =
    "usage: client --wire http|websocket|raw --lifetime short|long --port P [options]\n"
    "  --address A        IPv4 address of the server (127.0.0.1)\n"
    "  --path P           path for http (/echo) and the websocket handshake (/ws)\n"
    "  --method POST|GET  HTTP method (POST)\n"
    "  --connections N    number of connections, each with one message in flight (64)\n"
    "  --payload N        bytes per message; ignored with GET (64)\n"
    "  --seconds S        length of the measurement (3)\n"
    "  --warm-up S        length of the warm-up (0)\n"
    "  --count N          ends the measurement after N messages\n"
    "  --rate R           messages per second at constant gaps (without: closed loop)\n"
    "  --latency          measures latency from the send; with --rate always, from the intended send\n"
    "  --spin             busy-waits\n"
    "Prints one line of JSON: messages answered and failed, elapsed time, CPU time in user and system mode,\n"
    "latency percentiles (ns; null without --latency; at most 4294967295).\n"
    "Exit codes: 0 messages were answered, 1 none was or connecting failed, 2 bad option.\n";

static void read_options(char **arguments) {
  static const char *const wires[] = {"http", "websocket", "raw", NULL};
  static const char *const lifetimes[] = {"short", "long", NULL};
  static const char *const methods[] = {"POST", "GET", NULL};
  double port = 0, payload = 64, count = 0, number_of_connections = 64;
  int kind = HTTP, lifetime = 0, method = 0;
  service.target.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  struct option options[] = {
      {.name = "--wire", .kind = CHOICE, .value = &kind, .choices = wires},
      {.name = "--lifetime", .kind = CHOICE, .value = &lifetime, .choices = lifetimes},
      {.name = "--port", .kind = WHOLE, .value = &port, .least = 1, .most = 65535},
      {.name = "--address", .kind = ADDRESS, .value = &service.target.sin_addr},
      {.name = "--path", .kind = PATH, .value = &service.path},
      {.name = "--method", .kind = CHOICE, .value = &method, .choices = methods},
      {.name = "--connections", .kind = WHOLE, .value = &number_of_connections, .least = 1, .most = 10000},
      {.name = "--payload", .kind = WHOLE, .value = &payload, .least = 0, .most = 1 << 24},
      {.name = "--seconds", .kind = NUMBER, .value = &seconds, .least = 0.001, .most = 86400},
      {.name = "--warm-up", .kind = NUMBER, .value = &warm_up_seconds, .least = 0, .most = 86400},
      {.name = "--rate", .kind = NUMBER, .value = &rate, .least = 0.001, .most = 1e7},
      {.name = "--count", .kind = WHOLE, .value = &count, .least = 1, .most = 1e15},
      {.name = "--latency", .kind = FLAG, .value = &has_latency},
      {.name = "--spin", .kind = FLAG, .value = &is_spinning},
      {.name = NULL}};
  parse_options("client", options, arguments, usage);
  static const char *const needed[] = {"--wire", "--lifetime", "--port"};
  for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
    if (!is_given(options, needed[i])) {
      refuse("%s is missing, see --help", needed[i]);
    }
  }
  if (kind != HTTP && is_given(options, "--method")) {
    refuse("--method was '%s', allowed is it with --wire http only", methods[method]);
  }
  if (kind == RAW && is_given(options, "--path")) {
    refuse("--path was '%s', allowed is it with --wire http or websocket only", service.path);
  }
  if (method == 1 && is_given(options, "--payload")) {
    refuse("--payload was '%.0f', allowed is it with --method POST only", payload);
  }
  service.kind = (enum wire_kind)kind;
  service.is_short = lifetime == 0;
  service.is_get = method == 1;
  service.target.sin_family = AF_INET;
  service.target.sin_port = htons((uint16_t)port);
  service.payload_bytes = service.is_get ? 0 : (size_t)payload;
  if (service.path == NULL) {
    service.path = kind == WEBSOCKET ? "/ws" : "/echo";
  }
  if (is_given(options, "--count")) {
    most_messages = (int64_t)count;
  }
  has_latency |= rate > 0;
  connection_count = (int)number_of_connections;
}

static void prepare(void) {
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  // Writing to a socket that the server has reset must fail, not raise a signal.
  signal(SIGPIPE, SIG_IGN);
  // Otherwise the kernel may wake a sleeper 50 us late, to save power.
  prctl(PR_SET_TIMERSLACK, 1);
  if (has_latency) {
    prepare_latencies();
  }
  epoll_fd = epoll_create1(0);
  timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
  if (epoll_fd < 0 || timer_fd < 0 || epoll_ctl(epoll_fd, EPOLL_CTL_ADD, timer_fd, &event) < 0) {
    fail("cannot wait for events: %s", strerror(errno));
  }
  prepare_connections(epoll_fd, &service);
  connections = calloc((size_t)connection_count, sizeof *connections);
  idle = calloc((size_t)connection_count, sizeof *idle);
  if (connections == NULL || idle == NULL) {
    fail("no memory for %d connections", connection_count);
  }
}

int main(int count, char **arguments) {
  (void)count;
  read_options(arguments);
  prepare();
  run();
  return report();
}

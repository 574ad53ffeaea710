/** Wirebench's generator and targets beside other load generators and servers, by cost for each message and by time. */
package dev.wirebench.benchmark.compare;

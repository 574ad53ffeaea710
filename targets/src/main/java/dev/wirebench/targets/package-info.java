/** Everything load is put on, and the process that runs it. */
package dev.wirebench.targets;

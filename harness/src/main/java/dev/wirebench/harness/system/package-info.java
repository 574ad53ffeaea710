/** Other systems as targets: how they are described, installed, started and checked. */
package dev.wirebench.harness.system;

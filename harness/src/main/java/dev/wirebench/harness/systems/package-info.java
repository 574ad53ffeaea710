/** Systems under test: the embedded targets, services of the user, and the folders in {@code targets/external}. */
package dev.wirebench.harness.systems;

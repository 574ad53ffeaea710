/** What CI systems read: gates and numbers of a run in the formats of Jenkins, GitHub, GitLab and others. */
package dev.wirebench.analysis.ci;

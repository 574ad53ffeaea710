/** Gates: slots measured in pairs until every rule is decided, at stated error rates. */
package dev.wirebench.gates;

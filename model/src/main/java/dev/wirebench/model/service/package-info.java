/** What a target offers: a service for each protocol, with its address, body and checks. */
package dev.wirebench.model.service;

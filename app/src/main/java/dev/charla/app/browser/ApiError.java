package dev.charla.app.browser;

/**
 * Why a request was refused.
 *
 * @param code for programs
 * @param message a plain sentence that says what to do
 */
record ApiError(String code, String message) {}

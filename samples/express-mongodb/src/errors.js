import mongoose from 'mongoose';
import { log } from './log.js';

export class HttpError extends Error {
  constructor(status, message, options) {
    super(message, options);
    this.status = status;
  }
}

export function handled(action) {
  return (request, response, next) => action(request, response, next).catch(next);
}

export function notFound(request, _response, next) {
  next(new HttpError(404, `nothing at ${request.path}`));
}

export function failed(error, request, response, _next) {
  if (error instanceof mongoose.Error.ValidationError) {
    response.status(422).json({ error: error.message });
    return;
  }
  const status = error.status ?? 500;
  if (status >= 500) log.error({ err: error, path: request.path }, 'request failed');
  response.status(status).json({ error: status >= 500 ? 'internal error' : error.message });
}

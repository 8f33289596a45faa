import Joi from 'joi';
import { HttpError } from './errors.js';

export const schemas = {
  member: Joi.object({
    name: Joi.string().trim().min(2).max(120).required(),
    email: Joi.string().email().required(),
    password: Joi.string().min(10).max(72).required(),
  }),
  session: Joi.object({
    email: Joi.string().email().required(),
    password: Joi.string().required(),
  }),
  book: Joi.object({
    isbn: Joi.string()
      .pattern(/^\d{13}$/)
      .required(),
    title: Joi.string().max(300).required(),
    authors: Joi.array().items(Joi.string()).min(1).required(),
    subjects: Joi.array().items(Joi.string()).default([]),
    copies: Joi.number().integer().min(0).default(1),
  }),
  page: Joi.object({
    after: Joi.string().hex().length(24),
    limit: Joi.number().integer().min(1).max(100).default(20),
    subject: Joi.string().max(60),
  }),
};

export function valid(schema, where = 'body') {
  return (request, _response, next) => {
    const { error, value } = schema.validate(request[where], { stripUnknown: true });
    if (error) return next(new HttpError(422, error.message, { cause: error }));
    request.checked = value;
    next();
  };
}

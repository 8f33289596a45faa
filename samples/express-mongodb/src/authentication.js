import jwt from 'jsonwebtoken';
import { config } from './config.js';
import { HttpError } from './errors.js';

export function issueToken(member) {
  return jwt.sign({ role: member.role }, config.jwtSecret, {
    subject: member.id,
    issuer: config.jwtIssuer,
    expiresIn: '2h',
  });
}

export function authenticated(request, _response, next) {
  const [scheme, token] = (request.get('authorization') ?? '').split(' ');
  if (scheme !== 'Bearer') return next(new HttpError(401, 'a bearer token is needed'));
  try {
    request.member = jwt.verify(token, config.jwtSecret, {
      algorithms: ['HS256'],
      issuer: config.jwtIssuer,
    });
    next();
  } catch (error) {
    next(new HttpError(401, 'the token is not valid', { cause: error }));
  }
}

export function only(...roles) {
  return (request, _response, next) => {
    if (roles.includes(request.member.role)) return next();
    next(new HttpError(403, 'members of staff only'));
  };
}

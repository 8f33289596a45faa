import { Router } from 'express';
import { issueToken } from '../authentication.js';
import { HttpError, handled } from '../errors.js';
import { Member } from '../models/member.js';
import { schemas, valid } from '../validation.js';

export const memberRoutes = Router();

memberRoutes.post(
  '/',
  valid(schemas.member),
  handled(async (request, response) => {
    const { name, email, password } = request.checked;
    const member = new Member({ name, email });
    await member.setPassword(password);
    try {
      await member.save();
    } catch (error) {
      if (error.code === 11000) throw new HttpError(409, 'this address is known', { cause: error });
      throw error;
    }
    response.status(201).json({ id: member.id });
  }),
);

memberRoutes.post(
  '/session',
  valid(schemas.session),
  handled(async (request, response) => {
    const { email, password } = request.checked;
    const member = await Member.findOne({ email }).select('+passwordHash');
    if (!member || !(await member.hasPassword(password))) {
      throw new HttpError(401, 'address or password is wrong');
    }
    response.json({ token: issueToken(member) });
  }),
);

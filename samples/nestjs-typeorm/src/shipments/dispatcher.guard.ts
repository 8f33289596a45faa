import { ExecutionContext, ForbiddenException, Injectable } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { AuthGuard } from '@nestjs/passport';
import { Role } from '../accounts/account.entity';
import { Claims } from '../accounts/jwt.strategy';

@Injectable()
export class DispatcherGuard extends AuthGuard('jwt') {
  override getRequest(context: ExecutionContext): unknown {
    return GqlExecutionContext.create(context).getContext<{ req: unknown }>().req;
  }

  override handleRequest<T = Claims>(error: unknown, user: T | false): T {
    if (error || !user || (user as unknown as Claims).role !== Role.Dispatcher) {
      throw new ForbiddenException('dispatchers only');
    }
    return user;
  }
}

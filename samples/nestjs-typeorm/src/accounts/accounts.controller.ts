import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { Throttle } from '@nestjs/throttler';
import { IsEmail, Length } from 'class-validator';
import { AccountsService } from './accounts.service';

export class Credentials {
  @IsEmail()
  email: string;

  @Length(12, 72)
  password: string;
}

@ApiTags('accounts')
@Controller('accounts')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Post()
  @ApiConflictResponse({ description: 'the address is known' })
  async register(@Body() body: Credentials): Promise<{ id: string }> {
    return { id: await this.accounts.register(body.email, body.password) };
  }

  @Post('token')
  @HttpCode(200)
  @Throttle({ default: { ttl: 60_000, limit: 5 } })
  async token(@Body() body: Credentials): Promise<{ token: string }> {
    return { token: await this.accounts.token(body.email, body.password) };
  }
}

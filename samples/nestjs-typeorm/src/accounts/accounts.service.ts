import { ConflictException, Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { InjectRepository } from '@nestjs/typeorm';
import * as bcrypt from 'bcrypt';
import { QueryFailedError, Repository } from 'typeorm';
import { Account } from './account.entity';

const ROUNDS = 12;

@Injectable()
export class AccountsService {
  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    private readonly jwt: JwtService,
  ) {}

  async register(email: string, password: string): Promise<string> {
    const account = this.accounts.create({ email });
    account.passwordHash = await bcrypt.hash(password, ROUNDS);
    try {
      await this.accounts.save(account);
    } catch (error) {
      if (error instanceof QueryFailedError) {
        throw new ConflictException('this address is known', { cause: error });
      }
      throw error;
    }
    return account.id;
  }

  async token(email: string, password: string): Promise<string> {
    const account = await this.accounts
      .createQueryBuilder('account')
      .addSelect('account.passwordHash')
      .where('account.email = :email', { email })
      .getOne();
    if (!account || !(await bcrypt.compare(password, account.passwordHash))) {
      throw new UnauthorizedException();
    }
    return this.jwt.signAsync({ sub: account.id, role: account.role });
  }
}

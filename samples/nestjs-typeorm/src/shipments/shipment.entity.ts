import { Field, ID, ObjectType } from '@nestjs/graphql';
import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  OneToMany,
  PrimaryGeneratedColumn,
} from 'typeorm';
import { Account } from '../accounts/account.entity';
import { Parcel } from './parcel.entity';

@ObjectType()
@Entity('shipments')
@Index('shipments_by_account', ['accountId', 'createdAt'])
export class Shipment {
  @Field(() => ID)
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column({ name: 'account_id' })
  accountId: string;

  @ManyToOne(() => Account, (account) => account.shipments, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'account_id' })
  account: Account;

  @Field()
  @Column({ length: 2 })
  destination: string;

  @Field()
  @CreateDateColumn({ name: 'created_at' })
  createdAt: Date;

  @Field(() => [Parcel])
  @OneToMany(() => Parcel, (parcel) => parcel.shipment, { cascade: ['insert'] })
  parcels: Parcel[];
}

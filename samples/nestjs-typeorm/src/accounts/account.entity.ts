import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, OneToMany, PrimaryGeneratedColumn } from 'typeorm';
import { Shipment } from '../shipments/shipment.entity';

export enum Role {
  Customer = 'customer',
  Dispatcher = 'dispatcher',
}

@ObjectType()
@Entity('accounts')
export class Account {
  @Field(() => ID)
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Field()
  @Column({ length: 190, unique: true })
  email: string;

  @Column({ name: 'password_hash', length: 60, select: false })
  passwordHash: string;

  @Column({ type: 'enum', enum: Role, default: Role.Customer })
  role: Role;

  @OneToMany(() => Shipment, (shipment) => shipment.account)
  shipments: Shipment[];
}

import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { Shipment } from './shipment.entity';

@ObjectType()
@Entity('parcels')
@Check('parcel_weight', 'grams > 0')
export class Parcel {
  @Field(() => Int)
  @PrimaryGeneratedColumn()
  id: number;

  @Index({ unique: true })
  @Field()
  @Column({ length: 24 })
  barcode: string;

  @Field(() => Int)
  @Column('int')
  grams: number;

  @ManyToOne(() => Shipment, (shipment) => shipment.parcels, { onDelete: 'CASCADE' })
  shipment: Shipment;
}

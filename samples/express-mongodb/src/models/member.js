import bcrypt from 'bcrypt';
import mongoose from 'mongoose';

const member = new mongoose.Schema({
  name: { type: String, required: true },
  email: { type: String, required: true, lowercase: true, unique: true },
  role: { type: String, enum: ['reader', 'librarian'], default: 'reader' },
  passwordHash: { type: String, required: true, select: false },
});

member.methods.setPassword = async function (password) {
  this.passwordHash = await bcrypt.hash(password, 12);
};

member.methods.hasPassword = function (password) {
  return bcrypt.compare(password, this.passwordHash);
};

export const Member = mongoose.model('Member', member);
